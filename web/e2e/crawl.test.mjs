// Every page of the table of routes, for each role: what axe finds, errors on the console, requests to
// other origins, sideways scrolling, small controls, titles, languages, the page without script; and every
// link that a page has leads somewhere.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { SCHEMES, axe, launch, overflow, small, watch } from "./browser.mjs";
import { places } from "./places.mjs";
import { ROLES, signedIn } from "./roles.mjs";
import { routes, serve, world } from "./server.mjs";

/** How a page is looked at: each width, scheme and language, the worst of them together. */
const VIEWS = {
  en: [
    { width: 1280, scheme: "light" },
    { width: 390, scheme: "forced" },
  ],
  cy: [{ width: 320, scheme: "dark" }],
};
const ANSWERS = new Set([200, 401, 403, 404]);
const AT_ONCE = 2;

let browser;
let site;
let here;
/** Pages that looked the same for another role are looked at once. */
const seen = new Set();
/** Links found, with a page that has each. */
const links = new Map();

before(async () => {
  here = await world();
  [browser, site] = await Promise.all([launch(), serve(here.house)]);
});

after(async () => {
  await browser?.close();
  if (site) assert.equal(await site.stop(), 0, site.log());
});

test("g3_every_route_has_a_sample", async () => {
  assert.deepEqual(places(await routes(), here).unknown, []);
});

for (const role of ROLES) {
  test(`g1_g3_c8_every_page_as_${role}`, async () => {
    const { paths } = places(await routes(), here);
    const storageState = await signedIn(browser, site, role);
    const faults = [];
    const queue = [...paths];
    const work = async () => {
      for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        for (const fault of await look(path, storageState)) faults.push(`${path}: ${fault}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    assert.deepEqual([...new Set(faults)].sort(), []);
  });
}

test("every_link_leads_somewhere", async () => {
  const faults = [];
  const context = await browser.newContext();
  for (const [path, from] of links) {
    const answer = await context.request.get(site.origin + path, { maxRedirects: 5 });
    if (answer.status() === 404 || answer.status() >= 500) faults.push(`${from} has a link to ${path}: ${answer.status()}`);
  }
  await context.close();
  assert.deepEqual(faults, []);
});

/** One page in every view; what is wrong with it. */
async function look(path, storageState) {
  const faults = [];
  const context = await browser.newContext({ storageState });
  try {
    const first = await context.request.get(site.origin + path);
    if (!ANSWERS.has(first.status())) faults.push(`answer ${first.status()}`);
    if (!(first.headers()["content-type"] ?? "").startsWith("text/html")) return faults;
    const mark = createHash("sha256").update(path).update(first.status() + (await bare(await first.text()))).digest("hex");
    if (seen.has(mark)) return faults;
    seen.add(mark);
    for (const [language, views] of Object.entries(VIEWS)) faults.push(...(await inLanguage(context, path, language, views)));
    if (!path.startsWith("/booth/") && !path.startsWith("/trustee")) faults.push(...(await withoutScript(path, storageState)));
  } finally {
    await context.close();
  }
  return faults;
}

/** A page without what differs at each request: times in words and tokens of forms. */
function bare(html) {
  return html.replace(/<input type="hidden"[^>]*>/g, "").replace(/<span class="p-countdown"[^<]*<\/span>/g, "");
}

async function inLanguage(context, path, language, views) {
  const page = await context.newPage();
  const noise = watch(page, site.origin);
  const faults = [];
  for (const [place, { width, scheme }] of views.entries()) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia(SCHEMES[scheme]);
    if (place === 0) {
      await page.goto(`${site.origin}${path}${path.includes("?") ? "&" : "?"}lang=${language}`, { waitUntil: "load" });
      faults.push(...(await head(page, language)));
    }
    const found = [...(await axe(page)), ...(await overflow(page)), ...(await small(page))];
    faults.push(...found.map((fault) => `${width} ${scheme}: ${fault}`));
  }
  for (const link of await page.$$eval("a[href]", (all) => all.map((one) => one.href))) {
    const url = new URL(link);
    if (url.origin === site.origin) links.set(url.pathname, links.get(url.pathname) ?? path);
  }
  await page.close();
  // A page that says "not for you" or "not there" has that as its answer; the browser notes it as an error.
  faults.push(...noise.filter((fault) => !/status of 40[134]/.test(fault)));
  return faults.map((fault) => `${language}: ${fault}`);
}

/** Title, heading and language of the page. */
async function head(page, language) {
  const faults = [];
  const found = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    headings: [...document.querySelectorAll("h1")].map((one) => one.textContent.trim()),
    untold: document.body.innerText.match(/\{ ?\$?[a-z-]+ ?\}/g) ?? [],
  }));
  if (found.lang !== language) faults.push(`lang is "${found.lang}"`);
  if (found.headings.length !== 1 || !found.headings[0]) faults.push(`${found.headings.length} first headings`);
  if (!found.title.trim()) faults.push("no title");
  if (found.untold.length > 0) faults.push(`placeholders are shown: ${found.untold.join(" ")}`);
  return faults;
}

/** The same words without script: what script adds, nobody needs. */
async function withoutScript(path, storageState) {
  const context = await browser.newContext({ storageState, javaScriptEnabled: false, viewport: { width: 320, height: 900 } });
  const page = await context.newPage();
  await page.goto(site.origin + path);
  const heading = await page.locator("h1").first().textContent().catch(() => null);
  const words = (await page.locator("main").first().innerText()).trim().length;
  await context.close();
  return heading?.trim() && words > 20 ? [] : [`without script the page says ${words} letters under "${heading}"`];
}
