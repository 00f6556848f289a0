// The browser: Debian's chromium, never a download; the schemes that a person may see pages in; and what
// every page must keep, whoever looks at it.

import { existsSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

const EXECUTABLE = process.env.POLITY_CHROMIUM ?? "/usr/bin/chromium";

/** Starts the browser; one for a whole test file. */
export async function launch() {
  if (!existsSync(EXECUTABLE)) {
    throw new Error(`${EXECUTABLE} is missing: install Debian's package chromium, or name another by POLITY_CHROMIUM`);
  }
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--font-render-hinting=none"],
  });
}

/** The ways in which a page is shown: a wide screen, a phone, the narrowest that we promise. */
export const WIDTHS = [1280, 390, 320];

/** The colour schemes; without motion, so that no colour is looked at on its way to another. */
export const SCHEMES = {
  light: { colorScheme: "light", forcedColors: "none", reducedMotion: "reduce" },
  dark: { colorScheme: "dark", forcedColors: "none", reducedMotion: "reduce" },
  forced: { colorScheme: "dark", forcedColors: "active", reducedMotion: "reduce" },
};

/** Rules of axe for WCAG 2.2 AA, and its best practices. */
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** What axe finds on the page, one line each; empty when it finds nothing. */
export async function axe(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(AXE_TAGS).analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${violation.help}: ${node.target.join(" ")} (${node.any.concat(node.all, node.none).map((check) => check.message).join("; ")})`),
  );
}

/** Elements that stick out to the right of the screen, for a page that would scroll sideways; else nothing. */
export async function overflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .slice(0, 5)
      .map((element) => `sideways: <${element.localName} class="${element.className}"> ends at ${Math.round(element.getBoundingClientRect().right)} of ${width}`);
  });
}

/** Controls that are smaller than 24 px and are not words in a sentence (WCAG 2.5.8). */
export async function small(page) {
  return page.evaluate(() => {
    const found = [];
    for (const element of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || element.type === "hidden" || !element.checkVisibility()) continue;
      const inline = getComputedStyle(element).display === "inline";
      const covered = element.matches(".govuk-radios__input, .govuk-checkboxes__input, .govuk-skip-link");
      if (!inline && !covered && (box.height < 24 || box.width < 24)) {
        found.push(`small: <${element.localName} class="${element.className}"> ${element.textContent.trim().slice(0, 30)} is ${Math.round(box.width)} by ${Math.round(box.height)}`);
      }
    }
    return found;
  });
}

/** What is wrong with a page as it stands, whoever looks at it. */
export async function faultsOf(page) {
  return [...(await axe(page)), ...(await overflow(page)), ...(await small(page))];
}

/** Waits until the page shows how long work ended: while it goes on the page asks again by itself, every two seconds. */
export async function settled(page) {
  await page.waitForFunction(() => document.readyState === "complete" && !document.querySelector("main .p-progress"));
}

/** Shows an open page in a width and a scheme. */
export async function shown(page, { width, scheme }) {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia(SCHEMES[scheme]);
}

/** Keeps a picture of the page in the folder POLITY_SHOTS, if that is set. */
export async function shot(page, name) {
  if (!process.env.POLITY_SHOTS) return;
  await page.screenshot({ path: `${process.env.POLITY_SHOTS}/${name}.png`, fullPage: true });
}

/** Noise of a page without what its answer says by itself: "not for you", "not there", "gone", "put this right". */
export function withoutAnswers(noise) {
  return noise.filter((fault) => !/status of (40[134]|410)/.test(fault));
}

/** Watches a page: errors on its console, failed scripts, answers that say the server failed, requests to other origins. */
export function watch(page, origin) {
  const faults = [];
  page.on("console", (message) => {
    // A form that was filled in wrongly comes back with this status: no fault of the page.
    if (/status of 422/.test(message.text())) return;
    if (message.type() === "error" || message.type() === "warning") {
      faults.push(`console: ${message.text()} (${message.location().url})`);
    }
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (["http:", "https:", "ws:", "wss:"].includes(url.protocol) && url.origin !== origin) {
      faults.push(`another origin: ${request.url()}`);
    }
  });
  page.on("response", (response) => {
    if (response.status() >= 500) faults.push(`answer ${response.status()}: ${response.url()}`);
  });
  return faults;
}
