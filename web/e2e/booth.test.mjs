// The voting booth in a real browser, with the pretended office of booth/dev-server.mjs, which can
// lose replies and refuse at will. The booth with the real server stands in its own tests.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { serve } from "../booth/dev-server.mjs";
import { axe, launch, overflow, SCHEMES, small, watch } from "./browser.mjs";

let browser;
let office;

before(async () => {
  [browser, office] = await Promise.all([launch(), serve()]);
});

after(async () => {
  await browser?.close();
  await office?.stop();
});

/** A fresh device; `faults` fills with whatever a page must never do. */
async function device(options = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, locale: "en-GB", timezoneId: "Europe/London", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  return { context, page, faults: watch(page, office.origin) };
}

const heading = (page) => page.locator("h1").innerText();
const choose = (page, candidate) => page.click(`#candidate-${candidate}`);

async function toRanking(page, link) {
  await page.goto(link);
  await page.click(".good ~ .main");
  await page.waitForSelector(".paper");
}

async function toReview(page, link, order) {
  await toRanking(page, link);
  for (const candidate of order) await choose(page, candidate);
  await page.click(".bar .main");
  await page.waitForSelector(".cast");
}

async function cast(page) {
  await page.click(".cast .main");
  await page.waitForSelector(".slip");
  return page.locator(".slip .tracker").innerText();
}

const VIEWS = [["light", 320], ["dark", 320], ["forced", 320], ["light", 1280]];

for (const [scheme, width] of VIEWS) {
  test(`g1_every_step_of_the_booth_${scheme}_${width}`, { timeout: 300_000 }, async () => {
    const { context, page, faults } = await device({ ...SCHEMES[scheme], viewport: { width, height: 800 }, locale: width === 1280 ? "cy" : "en-GB" });
    const inspect = async (step) => {
      const found = [...(await axe(page)), ...(await overflow(page)), ...(await small(page))];
      faults.push(...found.map((fault) => `${step}: ${fault}`));
      const [title, words] = [await page.title(), await heading(page)];
      assert.ok(title.startsWith(words), `${step}: the title ${title} follows the heading ${words}`);
      if (process.env.POLITY_SHOTS) await page.screenshot({ path: `${process.env.POLITY_SHOTS}/booth-${step}-${scheme}-${width}.png`, fullPage: true });
    };
    const link = office.links["rehearsal, last vote counts"];
    await page.goto(link.split("#")[0]);
    await page.fill("#code", "abc");
    await page.click("button[type=submit]");
    await inspect("1-code");
    await page.goto("about:blank");
    await page.goto(link);
    await page.waitForSelector(".good");
    await inspect("1-welcome");
    await page.click(".good ~ .main");
    for (const candidate of [3, 1, 5]) await choose(page, candidate);
    await page.click("#candidate-1 ~ .moves button:nth-child(3)");
    await page.click("#candidate-1 ~ details summary");
    await inspect("2-rank");
    await page.click(".bar .main");
    await page.click(".audit summary");
    await page.waitForSelector(".audit .tracker");
    await inspect("3-review");
    await page.click(".audit .second");
    await page.waitForSelector(".qr");
    await inspect("3-audit");
    const paper = await page.locator("main p a").getAttribute("href");
    await page.click("main > .main");
    await cast(page);
    await page.click(".expert summary");
    await inspect("5-receipt");
    await page.click(".slip + .tools a");
    await page.waitForSelector(".done");
    await inspect("check");
    await page.goto("about:blank");
    await page.goto(paper);
    await page.waitForSelector(".order");
    await inspect("paper");
    for (const situation of ["not open yet", "closed", "names do not fit"]) {
      await page.goto(office.links[situation]);
      await page.waitForSelector("h1:not(:text-is('Opening the voting page'))");
      await inspect(situation.replaceAll(" ", "-"));
    }
    await context.close();
    assert.deepEqual(faults, []);
  });
}

test("g2_a_vote_by_keyboard_alone", { timeout: 120_000 }, async () => {
  const { context, page, faults } = await device({ viewport: { width: 1280, height: 900 } });
  const uuid = "PlainBa11otXXX";
  await page.goto(`${office.origin}/booth/${uuid}`);
  await page.waitForSelector("#code");
  let presses = 0;
  const press = async (key) => {
    presses += 1;
    await page.keyboard.press(key);
  };
  const tabTo = async (selector) => {
    for (let i = 0; i < 40; i++) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
      await press("Tab");
    }
    assert.fail(`${selector} is not reached by the Tab key`);
  };
  await tabTo("#code");
  await page.keyboard.type(office.links.plain.split("#")[1]);
  await press("Enter");
  await page.waitForSelector(".good");
  await tabTo(".good ~ .main");
  await press("Enter");
  await page.waitForSelector(".paper");
  await tabTo("#candidate-2");
  await press("Space");
  await tabTo("#candidate-4");
  await press("Space");
  await tabTo("#candidate-4 ~ .moves button:first-child");
  await press("Enter");
  const spoken = page.locator("[role=status].hidden");
  assert.equal(await spoken.innerText(), "Bo Li is now 1 of 2");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Move up Bo Li", "the focus stays on the button");
  await press("Enter");
  assert.equal(await spoken.innerText(), "Bo Li is already number 1");
  await tabTo(".bar .main");
  await press("Enter");
  await page.waitForSelector(".cast");
  assert.deepEqual(await page.locator(".order .name").allInnerTexts(), ["Bo Li", "Siôn ap Rhys"]);
  await tabTo(".cast .main");
  await press("Enter");
  await page.waitForSelector(".slip");
  assert.equal(await heading(page), "Your vote is in the box");
  assert.ok(presses < 60, `${presses} keys`);

  // The same code once more, from another device: told plainly, with a person to ask.
  const other = await device();
  await other.page.goto(office.links.plain);
  await other.page.waitForSelector("h1:text-is('A vote has already been cast with this code')");
  assert.match(await other.page.locator("main").innerText(), /Mair Evans.*\n.*\+44 1970 555 0134/s);
  await Promise.all([context.close(), other.context.close()]);
  assert.deepEqual([...faults, ...other.faults], []);
});

test("b7_a_lost_reply_and_a_reload_give_the_same_vote_and_receipt", { timeout: 120_000 }, async () => {
  const link = office.links["first reply lost"];
  const { context, page } = await device();
  await toReview(page, link, [2, 1]);
  await page.click(".cast .main");
  await page.waitForSelector(".saving");
  // The answer of the first sending is lost, and the page is loaded anew while it waits.
  await page.waitForResponse((response) => response.url().endsWith("/votes"));
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await page.waitForSelector(".slip");
  const ballot = office.ballots.get("LostRep1yXXXXX");
  assert.equal(ballot.votes.length, 1);
  assert.ok(ballot.received.length >= 2 && new Set(ballot.received).size === 1, "the very same bytes are sent again");
  const tracker = await page.locator(".slip .tracker").innerText();
  await page.goto(`${office.origin}/booth/LostRep1yXXXXX/check#t=${tracker}`);
  await page.waitForSelector(".done");
  assert.match(await page.locator(".done").innerText(), /in the box, 1 of 1/);
  await context.close();
});

test("b6_no_success_is_shown_before_the_office_has_stored_the_vote", { timeout: 120_000 }, async () => {
  const { context, page } = await device();
  await toReview(page, office.links["cannot store"], [1]);
  await page.click(".cast .main");
  await page.waitForSelector("h1:text-is('Saving your vote. Do not close this page')");
  await page.waitForSelector("h1:text-is('Not saved. Try again')");
  assert.equal(await page.locator(".slip, .done").count(), 0);
  assert.match(await page.locator("main").innerText(), /\+44 1970 555 0134/);
  const ballot = office.ballots.get("CannotXXXXXXXX");
  Object.assign(ballot.faults, { lose: 0, refuse: false });
  await page.click("main > .main");
  await page.waitForSelector(".slip");
  assert.equal(new Set(ballot.received).size, 1);
  await context.close();
});

test("b3_the_draft_stays_on_the_device_and_the_code_is_kept_nowhere", { timeout: 120_000 }, async () => {
  const { context, page, faults } = await device();
  const link = office.links["closes in 4 minutes"];
  await toRanking(page, link);
  assert.match(await page.locator(".urgent").innerText(), /Voting closes in (\d minutes?|less than a minute), at \d\d:\d\d GMT/);
  for (const candidate of [5, 7, 2]) await choose(page, candidate);
  await choose(page, 7); // again: its number goes, the gap closes
  await page.click("header nav button");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "cy");
  assert.match(await page.locator("#candidate-2").innerText(), /eich rhif 2 o 2/);
  await page.click("header nav button");
  await page.reload();
  await page.click(".good ~ .main");
  assert.match(await page.locator("#candidate-5").innerText(), /your number 1 of 2/);
  await page.click(".tools .second");
  assert.deepEqual((await page.locator(".paper .name").allInnerTexts()).slice(0, 3), ["Aisha Rahman", "Siôn ap Rhys", "Ann Jones"]);
  await page.click(".bar .main");
  await page.waitForSelector(".cast");
  await page.goBack();
  assert.match(await page.locator("#candidate-5").innerText(), /your number 1 of 2/, "the browser's back button keeps the ranking");
  await page.goForward();
  await page.waitForSelector(".cast");
  const kept = () => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  const code = link.split("#")[1];
  assert.ok((await kept()).includes("[5,2]"));
  assert.ok(!(await kept()).includes(code.slice(0, 11)));
  await cast(page);
  assert.ok(!(await kept()).includes("[5,2]"), "the draft is cleared");
  assert.ok(!(await kept()).includes(code.slice(0, 11)) && !page.url().includes(code), "the code has left the address");
  const tracker = await page.locator(".slip .tracker").innerText();
  await page.reload();
  await page.waitForSelector(".slip");
  assert.equal(await page.locator(".slip .tracker").innerText(), tracker, "the receipt is shown again");
  await page.click("main > .button.plain");
  await page.waitForSelector("#code");
  await context.close();
  assert.deepEqual(faults, []);
});

test("b12_a_second_device_shows_what_the_sealed_paper_holds", { timeout: 120_000 }, async () => {
  const first = await device();
  const { page } = first;
  await toReview(page, office.links["no blank votes, 30 candidates"], [30, 1, 17]);
  await page.click(".audit summary");
  const number = await page.locator(".audit .tracker").innerText();
  await page.click(".audit .second");
  await page.waitForSelector(".qr");
  const link = await page.locator("main p a").getAttribute("href");
  const second = await device();
  await second.page.goto(link);
  await second.page.waitForSelector(".order");
  assert.equal(await second.page.locator(".tracker").innerText(), number);
  assert.deepEqual(await second.page.locator(".order li").allInnerTexts(), ["Candidate Number 30", "Ann Jones", "Candidate Number 17"]);
  // A damaged link is told, with a person to ring.
  await second.page.goto("about:blank");
  await second.page.goto(link.slice(0, -4));
  await second.page.waitForSelector("h1:text-is('Something is wrong with this paper')");
  // The voter goes on with a fresh paper and the ranking kept; the opened one is never cast.
  await page.click("main > .main");
  assert.deepEqual(await page.locator(".order .name").allInnerTexts(), ["Candidate Number 30", "Ann Jones", "Candidate Number 17"]);
  assert.notEqual(await cast(page), number);
  await Promise.all([first.context.close(), second.context.close()]);
  assert.deepEqual([...first.faults, ...second.faults], []);
});

test("b4_b11_a_blank_vote_is_named_and_its_receipt_looks_like_any_other", { timeout: 120_000 }, async () => {
  const shapes = [];
  for (const order of [[], [4, 2, 9, 1]]) {
    const { context, page } = await device();
    await toReview(page, office.links["rehearsal, last vote counts"], order);
    const words = await page.locator(".cast .main").innerText();
    assert.match(words, order.length === 0 ? /^Cast a blank vote\. You can vote again until/ : /^Cast my vote\. You can vote again until/);
    await cast(page);
    shapes.push((await page.locator(".slip").innerText()).replace(/[A-Z2-9]{5}(-[A-Z2-9]{5}){3}/, "TRACKER").replace(/\d+ of \d+/, "PLACE").replace(/\d\d:\d\d/, "TIME"));
    await context.close();
  }
  assert.equal(shapes[0], shapes[1]);
});

test("the whole booth in both languages is at most 40 KB compressed", async () => {
  const folder = fileURLToPath(new URL("../dist/booth/", import.meta.url));
  let total = 0;
  for (const name of await readdir(folder)) total += brotliCompressSync(await readFile(join(folder, name))).length;
  assert.ok(total <= 40 * 1024, `${total} bytes`);
});

test("without script the booth says so and what to do", async () => {
  const { context, page } = await device({ javaScriptEnabled: false });
  await page.goto(office.links.plain);
  const words = await page.locator("body").innerText();
  assert.match(words, /Please switch on JavaScript to vote here/);
  assert.match(words, /name and phone number/);
  assert.match(words, /Trowch JavaScript ymlaen/);
  await context.close();
});

test("a ballot is made in less than a second on a processor six times slower", { timeout: 120_000 }, async () => {
  const { context, page } = await device();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  const times = [];
  for (let round = 0; round < 5; round++) {
    await toReview(page, office.links["rehearsal, last vote counts"], [1 + round, 9 - round, 3].filter((value, index, all) => all.indexOf(value) === index));
    await page.click(".audit summary");
    await page.waitForSelector(".audit .tracker");
    times.push(await page.evaluate(() => performance.getEntriesByName("paper sealed").at(-1).duration));
    await page.evaluate(() => localStorage.clear());
    await page.goto("about:blank");
  }
  times.sort((one, other) => one - other);
  console.log(`papers sealed in ${times.map(Math.round).join(", ")} ms`);
  assert.ok(times[0] < 1000, `${times}`);
  await context.close();
});
