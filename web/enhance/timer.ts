// Minutes and seconds that are left: `<span data-timer="2026-10-23T11:00:00Z" data-left="{time} left" data-over="Time is up">Until 12:00</span>`.
// The clock is the server's, kept going by this device's. What the server wrote stays for who has no script.

const EVERY_MS = 500;

/** Starts every timer of the page, and those that come with a renewed part of it. */
export function timers(page: Document): void {
  if (!page.querySelector("[data-timer], [data-live]")) return;
  const ahead = Date.parse(page.documentElement.dataset["now"] ?? "") - Date.now() || 0;
  const show = (): void => {
    for (const place of page.querySelectorAll<HTMLElement>("[data-timer]")) {
      const left = Math.round((Date.parse(place.dataset["timer"] ?? "") - Date.now() - ahead) / 1_000);
      if (Number.isNaN(left)) continue;
      const over = left < 0;
      // A bare "19:54" would read as a time of the day.
      const said = (place.dataset["left"] ?? "{time}").replace("{time}", clock(left));
      const text = over ? `${place.dataset["over"] ?? ""} (+${clock(-left)})` : said;
      if (place.textContent !== text) place.textContent = text;
      place.classList.toggle("p-timer--over", over);
    }
  };
  show();
  setInterval(show, EVERY_MS);
  page.addEventListener("renewed", show);
}

/** Minutes and seconds: "2:05". */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds / 60);
  return `${whole}:${String(seconds % 60).padStart(2, "0")}`;
}
