// The whole election in a real browser. A society is founded through its first officer's link and opens an
// election; then the election is rehearsed, from the notice to the declaration, by everybody who has a part
// in it, each in a browser of their own: once by mouse, by keyboard alone, at 320 px by touch, without
// script, and in Welsh. Only codes are made at the command line, as in life, and without script the
// trustees' keys. At the end the verifier judges the published archive.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { launch, watch } from "./browser.mjs";
import { WAYS } from "./hand.mjs";
import { Rehearsal } from "./election.mjs";
import { addPasskey, signIn } from "./roles.mjs";
import { serve } from "./server.mjs";
import { POLITY, sampleList, smallProcedure, society } from "./world.mjs";

const execute = promisify(execFile);
const MATTER = "executive";
const LIMIT = { timeout: 900_000 };
/** The verifier, beside the binary under test. */
const VERIFY = join(dirname(POLITY), "polity-verify");

let browser;
let site;
let folder;
let officer;

/** A page of the real house, for somebody of its own. */
async function device(way = WAYS.mouse) {
  const context = await browser.newContext(way);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return { context, page, faults: watch(page, site.origin) };
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "polity-election-"));
  await mkdir(join(folder, "house"));
  browser = await launch();
  site = await serve(join(folder, "house"));
  await writeFile(join(folder, "members.csv"), await sampleList());
});

after(async () => {
  await browser?.close();
  assert.equal(await site?.stop(), 0, "the server stops in order");
});

/** A date's text for a form: so many days from today at noon. */
const day = (days) => {
  const noon = new Date(Date.now() + days * 86_400_000);
  return `${noon.toISOString().slice(0, 10)} 12:00`;
};

const DATES = { notice: 3, "joined-by": 5, "arrears-paid-by": 6, freeze: 20, "nominations-close": 55, "ballot-opens": 75, "ballot-closes": 100 };

test("c1_the_first_officer_founds_the_society_and_two_officers_open_an_election", LIMIT, async () => {
  const link = site.said.map((line) => /(http:\S+\/first-officer\/\S+)/.exec(line)?.[1]).find(Boolean);
  assert.ok(link, `no first officer's link:\n${site.said.join("\n")}`);
  officer = await device();
  const { page } = officer;
  await page.goto(link);
  // Faults first: all of them are told, and nothing is kept.
  await page.fill("#text", "number,name\nm1,Somebody\n");
  await page.click("main form button");
  await page.waitForSelector(".govuk-error-summary");
  await page.fill("#text", await readFile(join(folder, "members.csv"), "utf8"));
  await page.click("main form button");
  await page.waitForSelector("main table");
  await page.click("main form button");
  await page.fill("#text", await society());
  await Promise.all([page.waitForURL(/\/account/), page.click("main form button")]);
  await addPasskey(page, site);

  const deputy = await device();
  await signIn(deputy.page, site, 2);
  await addPasskey(deputy.page, site);

  // One adopts the procedure, the other reads and confirms.
  await writeFile(join(folder, "procedure.toml"), await smallProcedure());
  await page.goto(`${site.origin}/organisation/act/adopt-procedure`);
  await page.setInputFiles("#file", join(folder, "procedure.toml"));
  await page.click("#form button");
  await page.click("button[value=do]");
  await page.waitForSelector(".govuk-panel");
  await deputy.page.goto(`${site.origin}/organisation`);
  await deputy.page.click(".p-pending a.govuk-button");
  await deputy.page.click("button[value=do]");
  await deputy.page.waitForSelector(".govuk-panel");

  await page.goto(`${site.origin}/organisation/act/open-matter`);
  await page.check("input[name=procedure]");
  await page.fill("#title", "Members' section");
  await page.fill("#id", MATTER);
  for (const [name, days] of Object.entries(DATES)) await page.fill(`#date-${name}`, day(days));
  await page.click("#form button");
  await page.click("button[value=do]");
  await page.waitForSelector(".govuk-panel");
  assert.deepEqual([...officer.faults, ...deputy.faults], []);
  await deputy.context.close();
});

/** The rehearsals that run, by their addresses. */
async function rehearsals() {
  const { page } = officer;
  await page.goto(`${site.origin}/matters/${MATTER}/rehearsals`);
  return page.locator('main a[href$="/rehearsal"]').evaluateAll((all) => all.map((one) => new URL(one.href).origin));
}

/** Begins a rehearsal with one click and gives its address. */
async function rehearse() {
  const before = await rehearsals();
  await officer.page.goto(`${site.origin}/matters/${MATTER}`);
  await officer.page.click('form[action$="/rehearse"] button');
  return (await rehearsals()).find((origin) => !before.includes(origin));
}

for (const [name, way] of Object.entries(WAYS)) {
  test(`g1_a_whole_election_${name}`, LIMIT, async () => {
    const origin = await rehearse();
    const place = join(folder, name);
    await mkdir(place);
    const election = new Rehearsal({ browser, way, origin, folder: place, matter: MATTER, shots: process.env.POLITY_SHOTS, name });
    try {
      await election.notice();
      await election.roll();
      await election.nominations();
      await election.statements();
      await election.keys();
      await election.opening();
      const slips = await election.votes();
      await election.count();
      await election.challenge();
      await election.declaration(slips);
    } finally {
      await election.end();
    }
    assert.deepEqual(election.faults, []);
    const report = await execute(VERIFY, [join(place, "election.bel"), "--result", join(place, "result.json")]).catch((fault) => fault);
    assert.equal(report.code ?? 0, 0, `${report.stdout}\n${report.stderr}`);
    // It is thrown away with one click, and the real matter knows nothing of it.
    const { page } = officer;
    await page.goto(`${site.origin}/matters/${MATTER}/rehearsals`);
    await page.click('form[action$="/throw-away"] button');
    await page.goto(`${site.origin}/matters/${MATTER}/result`).catch(() => undefined);
    assert.equal(await page.locator(".p-rehearsal").count(), 0);
  });
}
