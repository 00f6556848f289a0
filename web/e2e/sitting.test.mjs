// A body meets, in a real browser: chair, secretary and member, each in a browser of their own, with the hall's screen
// beside them; from the notice to the approved minutes. The desk and the screen follow each other's acts without a
// reload; the member has no script at all.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { faultsOf, launch, shot, watch } from "./browser.mjs";
import { signedIn } from "./roles.mjs";
import { copyOf, serve, world as anyWorld } from "./server.mjs";
import { POLITY } from "./world.mjs";

const execute = promisify(execFile);
const LIMIT = { timeout: 600_000 };

/** What the executive is made of: the returning officer presides, the credential authority keeps the record. */
const COMPOSITION = `body = "executive"
title = "The executive"
within = "organisation"
in-force-from = "2026-01-01"
rule = "executive.1"
recorded-by = "returning-officer"
persons = 2
may = ["change-rules"]

quorum = { at-least = "1/3", of = "held", rule = "executive.2" }
majority = { more-than = "1/2", of = "voting", rule = "executive.2" }

[sittings]
chair = "returning-officer"
secretary = "credential-authority"
notice-days = 7
special-notice-days = 3
papers-days = 3
waiver = { at-least = "2/3", of = "present", rule = "executive.2" }
speech-seconds = 180
item-movers = 2
item-days = 5
remote = true
report-days = 14
notice-rule = "executive.2"

[[division]]
id = "members"
title = "Elected by the members"
seat = "executive-member"
seats = 9
filled = "elected"
by = "the members"

[[clause]]
id = "executive.1"
text = "The executive has nine members, elected by the members."

[[clause]]
id = "executive.2"
text = "The executive meets on seven clear days' notice and decides by a majority, with a third of its members present."
`;

/** The rulebook with a clause that reads otherwise from a later day on. */
async function edition() {
  const book = await readFile(new URL("../../rules/rulebook/meadowlark.toml", import.meta.url), "utf8");
  const version = '\n[[clause.version]]\nfrom = "2040-01-01"\nby = "The executive"\ntext = "The returning officer keeps no list of members."\n';
  return book.replace('\n[[clause]]\nid = "society.2"', `${version}\n[[clause]]\nid = "society.2"`);
}

let browser;
let site;
let folder;
const noise = [];

/** A local time for a form: so many days from now, at six in the evening. */
const evening = (days) => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)} 18:00`;

before(async () => {
  const world = await copyOf(await anyWorld());
  folder = world.folder;
  const file = join(world.folder, "executive.toml");
  await writeFile(file, COMPOSITION);
  const at = new Date().toISOString().slice(0, 16).replace("T", " ");
  const house = ["--data-dir", world.house, "--at", at];
  const { stdout } = await execute(POLITY, ["body", "adopt", file, ...house, "--as", "m0000001"]);
  const seq = [...stdout.matchAll(/Entry (\d+)/g)].at(-1)[1];
  await execute(POLITY, ["act", ...house, "--as", "m0000002", "confirm", seq]);
  browser = await launch();
  site = await serve(world.house);
});

after(async () => {
  await browser?.close();
  assert.equal(await site?.stop(), 0, "the server stops in order, whoever watches");
});

/** A page of somebody's own; signed in by role, or nobody. */
async function device(role, options = {}) {
  const storageState = role ? await signedIn(browser, site, role) : undefined;
  const context = await browser.newContext({ locale: "en-GB", storageState, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  noise.push(watch(page, site.origin));
  return page;
}

/** Moves the rehearsal's clock. */
async function clock(page, to) {
  await page.goto(`${site.origin}/rehearsal`);
  await page.fill("#to", to.replace(" ", "T"));
  await page.locator("form:has(#to) button").click();
  await page.waitForLoadState();
}

/** Sends a form that stands filled in: check, then do. */
async function sends(page) {
  await page.click("main form#form button.govuk-button");
  await page.click("main button[name=step][value=do]");
  await page.waitForLoadState();
}

/** What is wrong with a page in a wide window and on a phone. */
async function right(page, name) {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await faultsOf(page), [], `${name} at ${width}`);
    await shot(page, `sitting-${name}-${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** Gives notice; gives the meeting's address. */
async function convene(page, title, starts, agenda) {
  await page.goto(`${site.origin}/sittings/convene`);
  await page.check("input[name=body][value=executive]");
  await page.fill("#title", title);
  await page.fill("#starts", starts);
  await page.fill("#place", "The old mill");
  await page.check("#remote");
  await page.fill("#agenda", agenda);
  await sends(page);
  return new URL(page.url()).pathname;
}

/** The chair calls the names that are left, all of them in favour, and declares. */
async function allFor(chair, home) {
  for (;;) {
    await chair.goto(`${site.origin}${home}/desk`);
    const next = chair.locator("form[action$='/act/vote']:has(input[value=for]) button").first();
    if ((await next.count()) === 0) break;
    await next.click();
    await chair.waitForLoadState();
  }
  await chair.getByRole("button", { name: "Declare how the vote fell" }).click();
}

/** A change of rules is handed in as a file; everybody reads the words before the vote, and it is in force after it. */
async function rules(chair, member, home, mover) {
  const file = join(folder, "meadowlark.toml");
  await writeFile(file, await edition());
  await chair.goto(`${site.origin}${home}/act/put?effect=change-rules&to=desk`);
  await chair.fill("#title", "No list of members");
  await chair.check("#item-1");
  await chair.selectOption("#mover", { label: mover });
  await chair.setInputFiles("#file", file);
  await right(chair, "put-rules");
  await chair.click("main form#form button.govuk-button");
  await chair.locator("ins", { hasText: "no" }).waitFor();
  await right(chair, "put-rules-review");
  await chair.click("main button[name=step][value=do]");
  await chair.getByText("The words that go and come").click();
  await chair.locator("ins", { hasText: "no" }).waitFor();
  await right(chair, "desk-rules");
  await chair.getByRole("button", { name: /By calling the names/ }).click();
  await member.goto(`${site.origin}${home}/act/vote`);
  assert.ok((await member.locator("main").innerText()).includes("[+ no]"), "who votes reads the words");
  await member.check("input[value=for]");
  await sends(member);
  await allFor(chair, home);
  await member.goto(`${site.origin}/rules/meadowlark?on=2040-01-01`);
  await member.getByText("The returning officer keeps no list of members.").waitFor();
  await member.goto(`${site.origin}${home}`);
  await right(chair, "desk-after-rules");
}

test("e_a_meeting_from_notice_to_approved_minutes_by_four_at_once", LIMIT, async () => {
  const secretary = await device("authority");
  const home = await convene(secretary, "October meeting", evening(10), "The walks of the winter; 20\nThe archive; 10\n");
  await secretary.goto(`${site.origin}${home}`);
  await right(secretary, "notice");

  const chair = await device("officer");
  await clock(chair, evening(10));
  await chair.goto(`${site.origin}${home}/desk`);
  const screen = await device();
  await screen.goto(`${site.origin}${home}/screen`);

  // Everybody comes in, and the chair opens. The screen follows by itself.
  const members = await chair.locator("form[action$='/act/enter'] button").allTextContents();
  assert.ok(members.length >= 2, "some are elected");
  for (const name of members) {
    await chair.getByRole("button", { name, exact: true }).click();
    await chair.waitForLoadState();
  }
  await chair.getByRole("button", { name: "Open the meeting" }).click();
  await screen.getByText("Open now").waitFor();
  await chair.getByRole("button", { name: "Next item: 1. The walks of the winter" }).click();
  await screen.getByText("1. The walks of the winter").waitFor();

  // A member without script asks to speak; the desk shows it without a reload.
  const member = await device(undefined, { javaScriptEnabled: false });
  await member.goto(`${site.origin}/rehearsal`);
  await member.locator("tr[data-role=member] button").first().click();
  const name = members[0];
  await member.goto(`${site.origin}${home}`);
  await member.getByRole("button", { name: "Ask to speak" }).or(member.getByRole("link", { name: "Ask to speak" })).first().click();
  await sends(member);
  await chair.getByRole("button", { name: /^Call / }).waitFor();
  await right(chair, "desk");
  await chair.getByRole("button", { name: /^Call / }).click();
  await screen.getByText("Speaking").waitFor();
  await right(screen, "screen");
  await chair.getByRole("button", { name: "End this turn" }).click();

  // A question by roll-call: the member votes alone, the chair for the others.
  await chair.goto(`${site.origin}${home}/act/put?to=desk`);
  await chair.check("input[value=resolve]");
  await chair.click("main form#form button.govuk-button");
  await chair.fill("#title", "That three walks a month are led");
  await chair.check("#item-1");
  await chair.selectOption("#mover", { label: name });
  await right(chair, "put");
  await sends(chair);
  await chair.getByRole("button", { name: /By calling the names/ }).click();
  await screen.getByText("Voting now").waitFor();
  await member.goto(`${site.origin}${home}/act/vote`);
  await member.check("input[value=for]");
  await sends(member);
  await allFor(chair, home);
  await screen.getByText("That three walks a month are led: Carried").waitFor();
  await right(screen, "screen-decided");

  await rules(chair, member, home, name);

  // The meeting ends; minutes, a report, and the next meeting approves them.
  await chair.goto(`${site.origin}${home}/act/close`);
  await sends(chair);
  await secretary.goto(`${site.origin}${home}/act/submit-minutes`);
  await secretary.fill("#text", "A short meeting in good humour.");
  await sends(secretary);
  await member.goto(`${site.origin}${home}/act/report`);
  await member.fill("#text", "I spoke for the walks.");
  await sends(member);
  await member.goto(`${site.origin}${home}/minutes`);
  await right(secretary, "done");
  const next = await convene(secretary, "November meeting", evening(20), "Minutes of the last meeting; 5\n");
  await clock(chair, evening(20));
  await chair.goto(`${site.origin}${next}/desk`);
  for (const name of members) {
    await chair.getByRole("button", { name, exact: true }).click();
    await chair.waitForLoadState();
  }
  await chair.getByRole("button", { name: "Open the meeting" }).click();
  await chair.goto(`${site.origin}${next}/act/put?effect=approve-minutes&to=desk`);
  await chair.fill("#title", "The minutes are right");
  await chair.check("#item-1");
  await chair.check("input[name=of]");
  await chair.selectOption("#mover", { label: name });
  await sends(chair);
  await chair.getByRole("button", { name: /By show of hands/ }).click();
  await chair.getByRole("link", { name: "Record the count" }).click();
  await chair.fill("#for", String(members.length));
  await chair.fill("#against", "0");
  await chair.fill("#abstained", "0");
  await sends(chair);
  await chair.getByRole("button", { name: "Declare how the vote fell" }).click();
  const visitor = await device();
  await visitor.goto(`${site.origin}${home}/minutes`);
  await visitor.getByText("A short meeting in good humour.").waitFor();
  await right(visitor, "minutes");
  await visitor.goto(`${site.origin}${home}?lang=cy`);
  await right(visitor, "page-cy");
  await visitor.goto(`${site.origin}/sittings`);
  await right(visitor, "list");
  await visitor.goto(`${site.origin}/organisation/executive/report`);
  await right(visitor, "report");
  assert.deepEqual(noise.flat(), []);
});
