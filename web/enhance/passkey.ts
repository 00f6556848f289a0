// Passkeys: what stands in `data-passkey="add"` (a form on the account page, with the passkey's name) or
// `data-passkey="use"` (where one signs in, with `data-to` for where to go on) is hidden until here, because
// a passkey needs script and a browser that has them. What else a page offers needs neither.
//
// The server asks (`…/begin`), the device answers, the server checks and says where to go.

/** Where each kind begins; its answer goes to the same address without `/begin`. */
const ADDRESS: Readonly<Record<string, string>> = {
  add: "/api/v1/account/passkeys",
  use: "/api/v1/sign-in/passkey",
};

/** Shows and starts every such place of the page. */
export function passkeys(page: Document): void {
  if (!("PublicKeyCredential" in window) || !("parseCreationOptionsFromJSON" in PublicKeyCredential)) return;
  for (const place of page.querySelectorAll<HTMLElement>("[data-passkey]")) {
    place.hidden = false;
    const go = (event: Event): void => {
      event.preventDefault();
      void ask(place);
    };
    if (place instanceof HTMLFormElement) place.addEventListener("submit", go);
    else place.querySelector("button")?.addEventListener("click", go);
  }
}

async function ask(place: HTMLElement): Promise<void> {
  const button = place.querySelector<HTMLButtonElement>("button");
  const problem = place.querySelector<HTMLElement>("[data-passkey-problem]");
  if (!button || button.disabled) return;
  button.disabled = true;
  if (problem) problem.textContent = "";
  try {
    location.assign(await proved(place));
  } catch (fault) {
    // The server's sentence, or the page's own for a person who stopped or a device without a passkey.
    if (problem) problem.textContent = fault instanceof Told ? fault.message : (problem.dataset["cancelled"] ?? "");
    button.disabled = false;
    button.focus();
  }
}

/** Where to go on to, once the device has answered and the server is satisfied. */
async function proved(place: HTMLElement): Promise<string> {
  const kind = place.dataset["passkey"] ?? "";
  const address = ADDRESS[kind] ?? "";
  const { token, options } = await post(`${address}/begin`, {});
  const { publicKey } = options;
  const found =
    kind === "add"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  if (!(found instanceof PublicKeyCredential)) throw new Error("the device gave nothing");
  const name = place.querySelector<HTMLInputElement>("input[name=name]")?.value ?? "";
  const { to } = await post(address, { token, credential: found.toJSON(), name, to: place.dataset["to"] ?? null });
  return to;
}

/** What the server says is wrong, in the page's language. */
class Told extends Error {}

async function post(address: string, body: unknown): Promise<any> {
  const answer = await fetch(address, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang },
  });
  const said = await answer.json();
  if (!answer.ok) throw new Told(said.faults?.[0] ?? said.detail ?? "");
  return said;
}
