// Keeps "in 2 days" beside a date current: `<span class="p-countdown" data-countdown="2026-10-23T11:00:00Z">`.
// The clock is the server's, kept going by this device's; the date itself, which the server wrote, never changes.

import { distance } from "./distance.js";
import when from "./when.js";

/** Texts change by the minute at most. */
const EVERY_MS = 15_000;

/** Starts it for the page. */
export function countdowns(page: Document): void {
  const places = [...page.querySelectorAll<HTMLElement>("[data-countdown]")];
  const language = page.documentElement.lang;
  const words = when[language];
  if (places.length === 0 || !words || Intl.PluralRules.supportedLocalesOf(language).length === 0) return;
  // What the server's clock is ahead of this device's: in a rehearsal months, on a device set wrong anything.
  const ahead = Date.parse(page.documentElement.dataset["now"] ?? "") - Date.now() || 0;
  const show = (): void => {
    for (const place of places) {
      const text = distance(words, language, Date.now() + ahead, Date.parse(place.dataset["countdown"] ?? ""));
      if (text !== undefined && text !== place.textContent) place.textContent = text;
    }
  };
  show();
  setInterval(show, EVERY_MS);
  page.addEventListener("visibilitychange", show);
}
