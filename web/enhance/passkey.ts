// Passkeys: a form with `data-passkey="create"` (on the account page) or `"get"` (where one signs in).
//
// The form names by `data-options` the address that gives the options as JSON (a POST; webauthn's
// `{"publicKey": …}`). Pressing its button asks the device, puts the answer as JSON into the field
// `credential`, and sends the form as any other. A browser that has no passkeys never shows the button;
// what else the page offers (a code, a link) needs no script.

/** Shows and starts every such form. */
export function passkeys(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
    const able = "PublicKeyCredential" in window && "parseCreationOptionsFromJSON" in PublicKeyCredential;
    for (const element of form.querySelectorAll<HTMLElement>("[data-passkey-able]")) element.hidden = !able;
    for (const element of form.querySelectorAll<HTMLElement>("[data-passkey-unable]")) element.hidden = able;
    if (able) form.addEventListener("submit", (event) => void ask(event, form));
  }
}

async function ask(event: SubmitEvent, form: HTMLFormElement): Promise<void> {
  const field = form.elements.namedItem("credential") as HTMLInputElement;
  if (field.value !== "") return;
  event.preventDefault();
  const failed = form.querySelector<HTMLElement>("[data-passkey-failed]");
  if (failed) failed.hidden = true;
  try {
    field.value = JSON.stringify(await credential(form));
    // Not `requestSubmit`: the answer is here, and nothing is to be asked again.
    form.submit();
  } catch (fault) {
    // The person stopped it, or the device has no such passkey: both are told by the page's own words.
    console.info("no passkey:", fault instanceof Error ? fault.name : fault);
    if (failed) {
      failed.hidden = false;
      failed.focus();
    }
  }
}

/** The device's answer to the server's question. */
async function credential(form: HTMLFormElement): Promise<unknown> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  const answer = await fetch(form.dataset["options"] ?? "", { method: "POST", body, headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const { publicKey } = await answer.json();
  const found =
    form.dataset["passkey"] === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  if (!(found instanceof PublicKeyCredential)) throw new Error("the device gave nothing");
  return found.toJSON();
}
