// A button that copies what stands in another element: `data-copy` names it, `data-copied` is said after.

/** Shows and starts every such button. */
export function copyButtons(page: Document): void {
  // Without the permission (a page over plain HTTP) the button would do nothing: it stays hidden.
  if (!navigator.clipboard) return;
  for (const button of page.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    const source = page.getElementById(button.dataset["copy"] ?? "");
    const status = button.parentElement?.querySelector<HTMLElement>("[role=status]");
    if (!source) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      void navigator.clipboard.writeText(readable(source)).then(() => {
        if (status) status.textContent = button.dataset["copied"] ?? "";
      });
    });
  }
}

/** The text; the groups of a tracker joined as people write them. */
function readable(source: HTMLElement): string {
  const groups = [...source.children].map((group) => group.textContent?.trim() ?? "");
  return groups.length > 1 ? groups.join("-") : (source.textContent?.trim() ?? "");
}
