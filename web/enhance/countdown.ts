// Keeps "in 2 days" beside a date current: `<span class="p-countdown" data-countdown="2026-10-23T11:00:00Z">`.
// The clock is this device's; the date itself, which the server wrote, never changes.

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
  const show = (): void => {
    for (const place of places) {
      const text = distance(words, language, Date.now(), Date.parse(place.dataset["countdown"] ?? ""));
      if (text !== undefined && text !== place.textContent) place.textContent = text;
    }
  };
  show();
  setInterval(show, EVERY_MS);
  page.addEventListener("visibilitychange", show);
}
