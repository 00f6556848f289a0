// The pages that stand behind a form, on a copy of the world: signing in, an act from its form to its entry
// and to the second person, lists of members, letters, the account, the first officer's way in. Each is
// looked at as the crawler looks at the others; on each form with faults the summary has the focus.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { faultsOf, launch, settled, shot, shown, watch, withoutAnswers } from "./browser.mjs";
import { letters, nextLetter } from "./letters.mjs";
import { addressOf, signedIn } from "./roles.mjs";
import { copyOf, serve, world } from "./server.mjs";

const VIEWS = [
  { width: 1280, scheme: "light" },
  { width: 320, scheme: "dark" },
  { width: 390, scheme: "forced" },
];

let browser;
let site;
let here;

before(async () => {
  here = await copyOf(await world());
  [browser, site] = await Promise.all([launch(), serve(here.house)]);
});

after(async () => {
  await browser?.close();
  if (site) assert.equal(await site.stop(), 0, site.log());
  if (here) await rm(here.folder, { recursive: true });
});

/** Somebody's browser; `see` looks at the page as it stands and notes its faults, which `end` asserts are none. */
async function visit(role, at = site) {
  const context = await browser.newContext({ storageState: await signedIn(browser, at, role), locale: "en-GB" });
  const page = await context.newPage();
  const noise = watch(page, at.origin);
  const faults = [];
  const see = async (name) => {
    await settled(page);
    for (const view of VIEWS) {
      await shown(page, view);
      faults.push(...(await faultsOf(page)).map((fault) => `${name} (${view.width}, ${view.scheme}): ${fault}`));
      if (view.scheme !== "dark") await shot(page, `form-${name}-${view.width}`);
    }
    await shown(page, VIEWS[0]);
  };
  const open = (path) => page.goto(at.origin + path);
  // Every button of a form sends it; the answer is a page.
  const press = async (name) => {
    await Promise.all([page.waitForEvent("load"), page.locator("main").getByRole("button", { name }).first().click()]);
  };
  /** The faults are told at the top, and the focus is there. */
  const told = async () => {
    const focused = await page.evaluate(() => document.activeElement?.classList.contains("govuk-error-summary"));
    if (!focused) faults.push(`${page.url()}: the summary of faults has no focus`);
  };
  const end = async () => {
    await context.close();
    assert.deepEqual([...new Set([...faults, ...withoutAnswers(noise)])], []);
  };
  return { page, see, open, press, told, end };
}

/** What a server prints soon after it began. */
async function printed(server, pattern) {
  for (let waited = 0; waited < 10_000; waited += 100) {
    const found = pattern.exec(server.said.join("\n"))?.[0];
    if (found) return found;
    await sleep(100);
  }
  throw new Error(`the server did not print ${pattern}:\n${server.said.join("\n")}`);
}

test("g1_signing_in", async () => {
  const { page, see, open, press, told, end } = await visit("visitor");
  await open("/sign-in");
  await page.fill("input[name=email]", "nobody");
  await press("Send me a link");
  await told();
  await see("sign-in-fault");
  const address = await addressOf(site, 41);
  const before = await letters(site.house, address);
  await page.fill("input[name=email]", address);
  await press("Send me a link");
  await see("sign-in-sent");
  const link = /https?:\/\/\S+\/sign-in\/\S+/.exec(await nextLetter(site.house, address, before))[0];
  await page.goto(link);
  await see("sign-in-link");
  await press("Sign in");
  await open(new URL(link).pathname);
  await see("sign-in-dead");
  await end();
});

test("g1_an_act_from_its_form_to_its_entry", async () => {
  const { see, open, press, end } = await visit("member");
  await open(`/matters/${here.matters.nominating}/act/nominate`);
  await see("nominate");
  await press("Continue to review");
  await see("nominate-review");
  await press(/Stand for election/);
  await see("nominate-done");
  await open(`/matters/${here.matters.nominating}`);
  await see("nominated");
  await end();
  const branch = await visit("supporter");
  await branch.open(`/matters/${here.matters.nominating}/act/support`);
  await branch.press("Continue to review");
  await branch.told();
  await branch.see("support-fault");
  await branch.page.locator("main input[type=radio]").first().check();
  await branch.press("Continue to review");
  await branch.see("support-review");
  await branch.end();
});

test("g1_an_act_of_two_persons", async () => {
  const matter = `/matters/${here.matters.open}`;
  const first = await visit("officer");
  await first.open(`${matter}/act/extend-ballot`);
  await first.page.fill("input[name=to]", "soon");
  await first.press("Continue to review");
  await first.told();
  await first.see("extend-fault");
  const later = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await first.page.fill("input[name=to]", `${later} 12:00`);
  await first.page.fill("textarea[name=reason]", "A storm stopped the post for two days.");
  await first.press("Continue to review");
  await first.see("extend-review");
  await first.press(/Propose/);
  await first.see("extend-proposed");
  await first.open(matter);
  await first.see("extend-waits-mine");
  await first.end();
  const second = await visit("deputy");
  await second.open("/");
  await second.see("front-deputy");
  await second.open(matter);
  await second.see("extend-waits");
  await Promise.all([second.page.waitForEvent("load"), second.page.getByRole("link", { name: /Confirm/ }).first().click()]);
  await second.see("extend-confirm");
  await second.press(/Confirm/);
  await second.see("extend-done");
  await second.end();
});

test("g1_lists_of_members", async () => {
  const { page, see, open, press, end } = await visit("officer");
  await open("/roll/import");
  const list = await readFile(join(here.folder, "members.csv"), "utf8");
  const bad = list.replace(/\d{4}-\d\d-\d\d/, "1990-02-31").replace("m0000012,", "m0000011,");
  for (const [name, text] of [["faults", bad], ["good", list.replace(/\n[^\n]*\n$/, "\n")]]) {
    await open("/roll/import");
    await page.fill("textarea[name=text]", text);
    await press("Check the list");
    await page.waitForURL(/\/roll\/import\/./);
    await see(`roll-${name}`);
  }
  await press(/Do not|Reject|Throw|not/);
  await see("roll-rejected");
  await end();
});

test("g1_letters", async () => {
  const { page, see, open, press, end } = await visit("officer");
  await open("/post");
  await see("post");
  await page.selectOption("select[name=purpose]", { index: 1 });
  await press("Review before sending");
  await see("post-confirm");
  await press(/^Send/);
  await see("post-mailing");
  await end();
});

test("g1_the_account", async () => {
  const { see, open, end } = await visit("officer");
  await open("/account");
  await see("account");
  await open("/account/second-factor");
  await see("second-factor");
  await end();
});

test("g1_the_first_officers_way_in", async () => {
  const empty = await serve(join(await mkdtemp(join(tmpdir(), "polity-e2e-")), "house"));
  try {
    const link = await printed(empty, /https?:\/\/\S+\/first-officer\/\S+/);
    const { page, see, open, press, told, end } = await visit("visitor", empty);
    const path = new URL(link).pathname;
    await open(path);
    await see("first-members");
    const list = await readFile(join(here.folder, "members.csv"), "utf8");
    await page.fill("textarea[name=text]", list.replace(/\d{4}-\d\d-\d\d/, "1990-02-31"));
    await press("Check the list");
    await told();
    await see("first-faults");
    await page.fill("textarea[name=text]", list);
    await press("Check the list");
    await see("first-preview");
    await press(/Bring in/);
    await see("first-organisation");
    await page.fill("textarea[name=text]", "name = 1");
    await press("Found the organisation");
    await told();
    await see("first-organisation-fault");
    await end();
  } finally {
    assert.equal(await empty.stop(), 0, empty.log());
  }
});
