// Keeps the chair's desk and the hall's screen as the meeting is: `data-live` names the address of the server's events,
// `data-mark` the state that the page shows. An event with another mark makes the page ask for itself again. What
// somebody is typing or has opened stays as it is.

/** The first wait before a broken line is tried again; it doubles up to the last. */
const AGAIN_MS = 1_000;
const AT_MOST_MS = 30_000;

/** Starts it for the page. */
export function live(page: Document): void {
  const place = page.querySelector<HTMLElement>("[data-live]");
  const address = place?.dataset["live"];
  if (!place || !address) return;
  let wait = AGAIN_MS;
  let busy = false;
  let late = false;
  const refresh = async (): Promise<void> => {
    if (busy) {
      late = true;
      return;
    }
    busy = true;
    try {
      do {
        late = false;
        await renew(page, place);
      } while (late);
    } finally {
      busy = false;
    }
  };
  const listen = (): void => {
    const events = new EventSource(address);
    events.addEventListener("changed", (event) => {
      wait = AGAIN_MS;
      if (event.data !== place.dataset["mark"]) void refresh().catch(() => undefined);
    });
    events.addEventListener("error", () => {
      if (events.readyState !== EventSource.CLOSED) return;
      setTimeout(listen, wait);
      wait = Math.min(2 * wait, AT_MOST_MS);
    });
  };
  listen();
}

/** Shows the page's part as the server has it now. */
async function renew(page: Document, place: HTMLElement): Promise<void> {
  const answer = await fetch(page.location.href, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const part = fresh.querySelector<HTMLElement>("[data-live]");
  if (!part) return;
  const open = [...place.querySelectorAll("details")].map((one) => one.open);
  const focus = pathOf(place, page.activeElement);
  place.replaceChildren(...part.childNodes);
  place.dataset["mark"] = part.dataset["mark"] ?? "";
  const details = [...place.querySelectorAll("details")];
  if (details.length === open.length) details.forEach((one, index) => (one.open = open[index] ?? false));
  if (focus) find(place, focus)?.focus();
  page.dispatchEvent(new Event("renewed"));
}

/** What the focused control is, so that it is found again: its form's act and its words. */
function pathOf(place: HTMLElement, focused: Element | null): string | undefined {
  if (!focused || !place.contains(focused)) return undefined;
  return nameOf(focused);
}

function nameOf(control: Element): string {
  const form = control.closest("form");
  return `${control.tagName} ${form?.getAttribute("action") ?? ""} ${control.textContent?.trim() ?? ""}`;
}

function find(place: HTMLElement, name: string): HTMLElement | undefined {
  const controls = [...place.querySelectorAll<HTMLElement>("button, a, summary")];
  return controls.find((one) => nameOf(one) === name);
}
