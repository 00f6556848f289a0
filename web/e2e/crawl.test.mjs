// Every page of the table of routes, for each role: what axe finds, errors on the console, requests to
// other origins, sideways scrolling, small controls, titles, languages, what the page says without script;
// and every link that a page has leads somewhere.
//
// A page is looked at once by each role, each time in another width, colour scheme and language, so that
// all roles together see it in all of them. More would take a quarter of an hour and find nothing more:
// what one role sees of a page and another does not are lists and buttons of the same kinds.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { after, before, test } from "node:test";
import { faultsOf, launch, shot, shown, watch, withoutAnswers } from "./browser.mjs";
import { places } from "./places.mjs";
import { ROLES, signedIn } from "./roles.mjs";
import { copyOf, routes, serve, world } from "./server.mjs";

/** How pages are looked at: three in a row are each width, each scheme and both languages. */
const VIEWS = [
  { width: 1280, scheme: "light", language: "en" },
  { width: 320, scheme: "dark", language: "cy" },
  { width: 390, scheme: "forced", language: "en" },
  { width: 1280, scheme: "dark", language: "cy" },
  { width: 320, scheme: "forced", language: "en" },
  { width: 390, scheme: "light", language: "cy" },
  { width: 1280, scheme: "forced", language: "en" },
  { width: 320, scheme: "light", language: "cy" },
  { width: 390, scheme: "dark", language: "en" },
];
/** A page that is the same for several roles is looked at so many times, each in another view. */
const LOOKS_MOST = 3;
/** A page that is not for this role, or not there yet, says so; that page is looked at too. */
const ANSWERS = new Set([200, 401, 403, 404]);
/** Pages that are drawn by script say without it what to do instead. */
const BY_SCRIPT = /^\/(booth|trustee)\//;
const WORDS_LEAST = 20;
const AT_ONCE = 2;

let browser;
let site;
let here;
/** How many times a page was looked at, by what it says. */
const seen = new Map();
/** Links found, with a page that has each. */
const links = new Map();

before(async () => {
  here = await copyOf(await world());
  [browser, site] = await Promise.all([launch(), serve(here.house)]);
});

after(async () => {
  await browser?.close();
  if (site) assert.equal(await site.stop(), 0, site.log());
  if (here) await rm(here.folder, { recursive: true });
});

test("g3_every_route_has_a_sample", async () => {
  assert.deepEqual(places(await routes(), here).unknown, []);
});

for (const [turn, role] of ROLES.entries()) {
  test(`g1_g3_c8_every_page_as_${role}`, async () => {
    const { paths } = places(await routes(), here);
    const storageState = await signedIn(browser, site, role);
    const faults = [];
    const queue = [...paths.entries()];
    const work = async () => {
      // A language that is chosen stays for who is led on to another page: pages that are looked at beside each other have
      // a browser each.
      const context = await browser.newContext({ storageState });
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const [place, path] = next;
        const view = VIEWS[(place + turn) % VIEWS.length];
        for (const fault of await look(context, path, view)) {
          faults.push(`${path} (${view.language}, ${view.width}, ${view.scheme}): ${fault}`);
        }
      }
      await context.close();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    assert.deepEqual([...new Set(faults)].sort(), []);
  });
}

test("every_link_leads_somewhere", async () => {
  const faults = [];
  const context = await browser.newContext({ storageState: ROLES.includes("officer") ? await signedIn(browser, site, "officer") : undefined });
  for (const [path, from] of links) {
    const answer = await context.request.get(site.origin + path, { maxRedirects: 5 });
    if (answer.status() === 404 || answer.status() >= 500) faults.push(`${from} has a link to ${path}: ${answer.status()}`);
  }
  await context.close();
  assert.deepEqual(faults, []);
});

/** One page in one view; what is wrong with it. */
async function look(context, path, view) {
  const faults = [];
  const address = (language) => `${site.origin}${path}${path.includes("?") ? "&" : "?"}lang=${language}`;
  const first = await context.request.get(address("en"));
  if (!ANSWERS.has(first.status())) faults.push(`answer ${first.status()}`);
  if (!(first.headers()["content-type"] ?? "").startsWith("text/html")) return faults;
  const html = await first.text();
  // A route that leads on to another page is that page; a page that says "not for you" says it everywhere alike.
  const there = first.ok() ? [new URL(first.url()).pathname, bare(html)] : [first.status(), heading(html)];
  const mark = createHash("sha256").update(JSON.stringify(there)).digest("hex");
  const looks = seen.get(mark) ?? 0;
  if (looks >= LOOKS_MOST) return faults;
  seen.set(mark, looks + 1);
  if (!BY_SCRIPT.test(path)) faults.push(...withoutScript(html));
  faults.push(...(await inBrowser(context, address(view.language), path, view)));
  return faults;
}

/** A page without what differs at each request or for each person: times in words, tokens, the name. */
function bare(html) {
  return html
    .replace(/<input type="hidden"[^>]*>/g, "")
    .replace(/<span class="p-countdown"[^<]*<\/span>/g, "")
    .replace(/<details class="p-menu">.*?<\/summary>/s, "");
}

/** The words of the first heading. */
function heading(html) {
  return /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1].replace(/<[^>]*>/g, "").trim() ?? "";
}

/** What the server sent has its heading and its words; what script adds, nobody needs. */
function withoutScript(html) {
  const main = /<main.*?<\/main>/s.exec(html)?.[0].replace(/<script.*?<\/script>|<[^>]*>/gs, " ") ?? "";
  const words = main.replace(/\s+/g, " ").trim().length;
  return heading(html) && words > WORDS_LEAST ? [] : [`without script the page says ${words} letters under "${heading(html)}"`];
}

async function inBrowser(context, address, path, view) {
  const page = await context.newPage();
  const noise = watch(page, site.origin);
  await shown(page, view);
  await page.goto(address, { waitUntil: "load" });
  const faults = [...(await head(page, view.language)), ...(await faultsOf(page))];
  for (const link of await page.$$eval("a[href]", (all) => all.map((one) => one.href))) {
    const url = new URL(link);
    // A page's other language has the same address; where it says "not there", that is no dead link.
    if (url.origin === site.origin && url.pathname !== path) links.set(url.pathname, links.get(url.pathname) ?? path);
  }
  const name = path.replace(/^\//, "").replaceAll("/", "_") || "front";
  await shot(page, `${name}-${view.width}-${view.scheme}-${view.language}`);
  await page.close();
  return [...faults, ...withoutAnswers(noise)];
}

/** Title, heading and language of the page. */
async function head(page, language) {
  const faults = [];
  const found = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    headings: [...document.querySelectorAll("h1")].map((one) => one.textContent.trim()),
    // What is quoted byte for byte, such as an entry of the record, may hold anything.
    untold:
      [...document.querySelectorAll("code")]
        .reduce((text, quoted) => text.replace(quoted.innerText, ""), document.body.innerText)
        .match(/\{ ?\$?[a-z-]+ ?\}/g) ?? [],
  }));
  if (found.lang !== language) faults.push(`lang is "${found.lang}"`);
  if (found.headings.length !== 1 || !found.headings[0]) faults.push(`${found.headings.length} first headings`);
  if (!found.title.trim()) faults.push("no title");
  if (found.untold.length > 0) faults.push(`placeholders are shown: ${found.untold.join(" ")}`);
  return faults;
}
