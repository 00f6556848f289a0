// A page that comes back with faults puts the focus on their summary, so that they are read out first.

/** Moves the focus to the first element with `data-focus`. */
export function summary(page: Document): void {
  page.querySelector<HTMLElement>("[data-focus]")?.focus();
}
