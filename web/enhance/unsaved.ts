// Forms: leaving one with unsent changes is asked about; sending one twice by a double click is not done.
// (The server takes a repeated act only once in any case.)

const SEND_AGAIN_MS = 4_000;

/** Asks before leaving when a form with `data-unsaved` was changed and not sent. The words are the browser's. */
export function unsaved(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>("form[data-unsaved]")) {
    let changed = false;
    form.addEventListener("input", () => (changed = true));
    form.addEventListener("submit", () => (changed = false));
    window.addEventListener("beforeunload", (event) => {
      if (changed) event.preventDefault();
    });
  }
}

/** Ignores a second sending of the same form within seconds of the first. */
export function sendOnce(page: Document): void {
  const sent = new WeakMap<HTMLFormElement, number>();
  page.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post" || event.defaultPrevented) return;
    const now = Date.now();
    if (now - (sent.get(form) ?? -SEND_AGAIN_MS) < SEND_AGAIN_MS) event.preventDefault();
    else sent.set(form, now);
  });
}
