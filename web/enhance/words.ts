// The words left below a text with a limit. The texts stand in the page, in its language; the count is
// announced when the writer pauses, not at every key.

import { countWords } from "./count-words.js";

const PAUSE_MS = 1_000;

/** Starts it for every `textarea` with `data-words`. */
export function wordCounters(page: Document): void {
  for (const area of page.querySelectorAll<HTMLTextAreaElement>("textarea[data-words]")) {
    const place = page.querySelector<HTMLElement>(`[data-words-for="${CSS.escape(area.id)}"]`);
    if (place) follow(page, area, place, Number(area.dataset["words"]));
  }
}

function follow(page: Document, area: HTMLTextAreaElement, place: HTMLElement, limit: number): void {
  const plural = new Intl.PluralRules(page.documentElement.lang);
  const spoken = page.createElement("span");
  spoken.className = "govuk-visually-hidden";
  spoken.setAttribute("role", "status");
  place.after(spoken);
  let pause: ReturnType<typeof setTimeout> | undefined;
  const show = (): void => {
    const left = limit - countWords(area.value);
    const kind = left < 0 ? "over" : "left";
    const text = form(place.dataset, kind, plural.select(Math.abs(left)))?.replace("{n}", String(Math.abs(left)));
    if (text === undefined) return;
    place.textContent = text;
    place.classList.toggle("p-words--over", left < 0);
    clearTimeout(pause);
    pause = setTimeout(() => (spoken.textContent = text), PAUSE_MS);
  };
  area.addEventListener("input", show);
  show();
}

/** `data-left-two`, or `data-left-other` where the language has no such form. */
function form(texts: DOMStringMap, kind: string, category: string): string | undefined {
  const name = (one: string): string => kind + one.charAt(0).toUpperCase() + one.slice(1);
  return texts[name(category)] ?? texts[name("other")];
}
