/** Starts nothing until the page has a passkey's button. */
export function passkeys(_page: Document): void {}
