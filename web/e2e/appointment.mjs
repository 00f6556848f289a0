// A chief officer is appointed: a society with an executive, a panel and tellers, and those who take part in the
// rehearsal of its appointment, each in a browser of their own and in a way of their own.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { faultsOf } from "./browser.mjs";
import { Rehearsal } from "./election.mjs";
import { POLITY, sampleList } from "./world.mjs";

const execute = promisify(execFile);
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const MATTER = "general-secretary";

const SOCIETY = `name = "The Meadowlark Society"
zone = "Europe/London"
founder = "m0000001"
classes = ["full", "supporter"]
bodies = [
  { id = "organisation", title = "The Meadowlark Society" },
  { id = "executive", title = "The executive" },
  { id = "appointment-panel", title = "Appointment panel" },
  { id = "staff", title = "Staff" },
]
seats = [
  { id = "executive-officer", title = "Chair or vice-chair", body = "executive", number = 2 },
  { id = "member", title = "Member of the executive", body = "executive", number = 7 },
  { id = "panellist", title = "Member of the appointment panel", body = "appointment-panel", number = 3 },
  { id = "teller", title = "Teller", body = "organisation", number = 2 },
  { id = "appeals-panel", title = "Member of the appeals panel", body = "organisation", number = 2 },
  { id = "general-secretary", title = "General secretary", body = "staff", section = "general-secretary", number = 1 },
]
units = [UNITS]
powers = [
  { act = "record-roll-import", seat = "executive-officer", persons = 1, rule = "society.1" },
  { act = "adopt-procedure", seat = "executive-officer", persons = 2, rule = "society.1" },
  { act = "open-matter", seat = "executive-officer", persons = 1, rule = "society.1" },
]

[holders]
executive-officer = ["m0000001", "m0000002"]
member = ["m0000003", "m0000004", "m0000005", "m0000006", "m0000007", "m0000008", "m0000009"]
panellist = ["m0000010", "m0000011", "m0000012"]
teller = ["m0000013", "m0000014"]
appeals-panel = ["m0000015", "m0000016"]

[clauses]
"society.1" = "The chair and the vice-chair keep the society's procedures."
`;

/** When each date of the procedure is: days from today, and the time. */
const DATES = { agreed: [3, "09:00"], advert: [3, "12:00"], "applications-close": [13, "00:00"], interviews: [17, "09:00"], meeting: [25, "10:00"] };

/** Founds the society below a folder and opens the appointment; gives the house. */
export async function found(folder) {
  const house = join(folder, "house");
  await mkdir(house);
  const list = await sampleList();
  const units = [...new Set(list.trim().split("\n").slice(1).map((line) => line.split(",")[4]))];
  const path = (name) => join(folder, name);
  await writeFile(path("members.csv"), list);
  await writeFile(path("society.toml"), SOCIETY.replace("UNITS", units.map((unit) => `{ id = "${unit}", kind = "branch", title = "${unit}" }`).join(", ")));
  const env = { ...process.env };
  delete env.DATABASE_URL;
  const polity = async (...args) => (await execute(POLITY, [...args, "--data-dir", house], { env })).stdout;
  await polity("roll", "import", path("members.csv"));
  await polity("organisation", "found", path("society.toml"));
  await polity("roll", "import", path("members.csv"), "--as", "m0000001");
  const told = await polity("matter", "adopt", join(ROOT, "procedures/general-secretary-2020.toml"), "--as", "m0000001");
  await execute(POLITY, ["act", "--data-dir", house, "--as", "m0000002", "confirm", /Entry (\d+)/.exec(told)[1]], { env });
  const dates = Object.entries(DATES).flatMap(([name, [days, time]]) => {
    const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    return ["--date", `${name}=${day} ${time}`];
  });
  await polity("matter", "open", MATTER, "--as", "m0000001", "--procedure", "general-secretary-2020", "--title", "General secretary", ...dates);
  return house;
}

/** How each of them works: at a wide screen, by keyboard, on a telephone in the dark, in Welsh, at 320 px, without script. */
const WIDE = { locale: "en-GB", viewport: { width: 1280, height: 900 } };
const WAYS = {
  officer: WIDE,
  panellist: { locale: "en-GB", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
  "panellist 1": { ...WIDE, keys: true },
  anybody: { locale: "cy", viewport: { width: 390, height: 844 } },
  "anybody 1": { locale: "en-GB", viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
  "executive-member": { ...WIDE, forcedColors: "active" },
  internal: { ...WIDE, javaScriptEnabled: false },
};
/** Applications that two of the panel score by hand; the rest is played. */
const SCORED = 2;
/** The widths at which the pages that matter most are looked at. */
const WIDTHS = [1280, 390];

const APPLICATIONS = [
  "Am naw mlynedd cedwais gyfrifon fy nghangen.\n\nByddwn yn cyhoeddi pob papur wythnos cyn y cyfarfod.",
  "I have run the staff of a housing co-operative through two mergers.\n\nI would ask each branch what it needs.",
  "I have edited this society's magazine for nine years and know its members by their letters.",
];

export class Appointment extends Rehearsal {
  /** Which member of the executive applies: the place in the rehearsal's list. */
  internal;
  /** Names of what was looked at: once is enough for each form. */
  seen = new Set();

  async device(way, name) {
    const role = name === this.internal ? "internal" : name.replace(/ 0$/, "").replace(/^(executive-member) .*/, "$1");
    const hand = await super.device(WAYS[role] ?? way, name);
    hand.plain = role === "internal";
    return hand;
  }

  /** Whoever conducts it moves the clock. */
  who(role, place) {
    return super.who(role === "returning-officer" ? "officer" : role, place);
  }

  async look(hand, name) {
    // The rules of axe are a script; whoever has none sees the same pages as the others.
    if (hand.plain || this.seen.has(name)) return;
    this.seen.add(name);
    this.faults.push(...(await faultsOf(hand.page)).map((fault) => `${name}: ${fault}`));
    if (this.shots) await hand.page.screenshot({ path: `${this.shots}/appointment-${name}.png`, fullPage: true });
  }

  async confirm(role = "officer", place = 1) {
    const hand = await this.who(role, place);
    await hand.go(this.home);
    await hand.press(hand.page.locator(".p-pending a.govuk-button").first());
    await this.look(hand, "confirm");
    await hand.press("button[value=do]");
    await hand.page.locator(".govuk-panel").waitFor();
  }

  /** The page as it stands, looked at in a wide window and on a telephone. */
  async lookWide(hand, name) {
    const before = hand.page.viewportSize();
    for (const width of WIDTHS) {
      await hand.page.setViewportSize({ width, height: 900 });
      await this.look(hand, `${name}-${width}`);
    }
    await hand.page.setViewportSize(before);
  }

  /** A page of the matter, looked at in both widths; gives its words. */
  async readsWide(hand, below, name) {
    await hand.go(`${this.home}${below}`);
    await this.lookWide(hand, name);
    return hand.page.locator("main").innerText();
  }

  /** A page of the matter, looked at; gives its words. */
  async reads(hand, below, name) {
    await hand.go(`${this.home}${below}`);
    await this.look(hand, name);
    return hand.page.locator("main").innerText();
  }

  /** What the answer to a page is, where it may be a refusal. */
  async answer(hand, below) {
    return (await hand.page.request.get(`${this.home}${below}`)).status();
  }

  /** The executive agrees the process: the chair minutes the vote, the vice-chair confirms it. */
  async agreed() {
    await this.until("agree");
    const chair = await this.who("officer");
    await chair.go(`${this.home}/act/resolve`);
    await chair.hit("#form button");
    await chair.page.locator(".govuk-error-summary").waitFor();
    assert.ok(await chair.page.evaluate(() => document.activeElement?.classList.contains("govuk-error-summary")), "faults have the focus");
    await this.look(chair, "resolve-faults");
    await this.act(chair, "resolve", (hand) => votes(hand, 9, 8, 1, 0, "The post is empty since May."));
    await this.confirm();
  }

  /**
   * Three apply at once, one of them a member of the body that will choose, without script; more are played. Nobody reads
   * what they wrote before the time is over, and who has an interest says so.
   */
  async applied() {
    await this.until("advert");
    this.applicants = [];
    const internal = await this.places();
    this.internal = `executive-member ${internal[1]}`;
    // All at once: whoever applies or stands back moves in the rehearsal's list.
    const members = [await this.member(0), await this.member(1)];
    this.applicants.push(await this.who("anybody"), members[1], await this.who("anybody", 1));
    assert.ok(this.applicants[1].plain);
    await Promise.all(
      this.applicants.map((hand, place) => this.act(hand, "apply", async () => {
        await hand.fill("#application", APPLICATIONS[place]);
        // The questions for monitoring are answered by one, in part by another, not at all by the third.
        if (place < 2) await hand.page.selectOption("#monitoring-gender", place === 0 ? "woman" : "man");
        if (place === 0) await hand.page.selectOption("#monitoring-age", "45-54");
      })),
    );
    await this.others();
    const panellists = [await this.who("panellist", 0), await this.who("panellist", 1)];
    for (const hand of panellists) assert.equal(await this.answer(hand, "/applications"), 403);
    const member = await this.member();
    await this.act(member, "declare-interest", (hand) => hand.fill("#reason", "One of those who apply is my sister."));
    const chair = await this.who("officer");
    const told = await this.readsWide(chair, "/progress", "progress-applied");
    assert.ok(!told.includes("housing co-operative"), "what applicants wrote is not for everybody");
    await this.reads(this.applicants[0], "", "matter-applicant");
  }

  /** The places of the members of the executive who are no officers, in the rehearsal's list: it tells four, so two at least. */
  async places() {
    const officers = [await this.who("officer", 0), await this.who("officer", 1)].map((hand) => hand.person);
    const chair = await this.who("officer");
    await chair.go(`${this.origin}/rehearsal`);
    const persons = await chair.page.locator('tr[data-role="executive-member"] input[name=person]').evaluateAll((all) => all.map((one) => one.value));
    return persons.map((one, place) => (officers.includes(one) ? undefined : place)).filter((place) => place !== undefined);
  }

  /** A member of the executive who is no officer. */
  async member(skip = 0) {
    this.members ??= await this.places();
    return this.who("executive-member", this.members[skip]);
  }

  /** Two of the panel read and score at once, without names and each in an order of its own; a third is played. */
  async sifted() {
    await this.until("sift");
    const panel = [await this.who("panellist", 0), await this.who("panellist", 1), await this.who("panellist", 2)];
    const names = await this.names();
    const read = await Promise.all(panel.map((hand, place) => this.reads(hand, "/applications", `applications-${place}`)));
    await this.readsWide(panel[1], "/applications", "applications");
    const order = (text) => [...text.matchAll(/^Application (\d+)/gm)].map((found) => found[1]).join(" ");
    assert.ok(order(read[0]).split(" ").length > this.applicants.length, order(read[0]));
    // Three orders of five agree by chance once in fourteen thousand times.
    assert.ok(new Set(read.map(order)).size > 1, "each of the panel reads in an order of their own");
    assert.equal(await this.answer(this.applicants[1], "/applications"), 403, "who applies and decides reads no application");
    for (const text of read) {
      assert.ok(text.includes("housing co-operative"));
      for (const name of names) assert.ok(!text.includes(name), `${name} is shown in the sift`);
    }
    await Promise.all(panel.slice(0, 2).map((hand) => this.scores(hand)));
    const sealed = await this.reads(panel[0], "/applications", "applications-sealed");
    assert.equal((sealed.match(/out of ten/g) ?? []).length, SCORED, "one's own scores only, until all are in");
    await this.others();
    const open = await this.reads(panel[0], "/applications", "applications-open");
    assert.equal((open.match(/out of ten/g) ?? []).length, 2 * SCORED, "all scores, when all are in");
  }

  async scores(hand) {
    for (let left = SCORED; left > 0; left--) {
      await this.act(hand, "score", async () => {
        await hand.choose("input[name=candidate]");
        await hand.fill("#sheet", `Leading people: ${left + 3} out of ten.`);
      });
    }
  }

  /** The names of those who applied, as the rehearsal tells them. */
  async names() {
    const chair = await this.who("officer");
    await chair.go(`${this.origin}/rehearsal`);
    const rows = chair.page.locator('tr[data-role="candidate"]');
    const names = await rows.evaluateAll((all) => all.map((row) => row.querySelector("button").firstChild.textContent.trim()));
    assert.ok(names.length >= 3 && names.every(Boolean));
    return names;
  }

  /** The panel keeps some of them, with reasons: one minutes the vote, another confirms. */
  async keeps(kept) {
    await this.act(await this.who("panellist"), "select", async (hand) => {
      for (const one of kept) await hand.choose(`#keep-${one.person}`);
      await votes(hand, 3, 2, 1, 0, "They meet the criteria best.");
    });
    await this.confirm("panellist");
  }

  async longlisted() {
    await this.until("longlist");
    await this.keeps(this.applicants);
  }

  /** Interviews: times are given, all are heard, two are found able to hold the post. */
  async interviewed() {
    await this.until("interview");
    const panellist = await this.who("panellist");
    const panel = [panellist, await this.who("panellist", 1), await this.who("panellist", 2)];
    const chair = await this.who("officer");
    await chair.go(`${this.origin}/rehearsal`);
    const today = (await chair.page.locator("input[name=to]").inputValue()).slice(0, 10);
    for (const [place, one] of this.applicants.entries()) {
      await this.act(panellist, "schedule", async (hand) => {
        await hand.choose(`input[name=candidate][value="${one.person}"]`);
        await hand.fill("#at", `${today} 1${place + 2}:00`);
        await hand.fill("#minutes", "25");
      });
    }
    await this.calendars(panel);
    await this.letters(/25 (minutes|munud)/, this.applicants.length);
    await this.questions(panel, `${today} 09:30`);
    for (const one of this.applicants) await this.heard(panellist, one, panel);
    for (const [place, one] of this.applicants.entries()) {
      await this.act(panellist, "vet", async (hand) => {
        await hand.choose(`input[name=candidate][value="${one.person}"]`);
        await hand.choose(`input[name=fit][value=${place === 2 ? "no" : "yes"}]`);
        await hand.fill("#reason", "By the criteria that were published.");
      });
      await this.confirm("panellist");
    }
  }

  /** The chair has everybody who applied written to; so many letters say this. */
  async letters(says, number) {
    const chair = await this.who("officer");
    const before = await written(this.folder);
    await chair.go(`${this.origin}/post`);
    await this.lookWide(chair, "post");
    await chair.page.selectOption("select[name=matter]", this.matter);
    await chair.page.selectOption("select[name=purpose]", "applicants");
    await chair.press("main form button");
    await this.lookWide(chair, "post-confirm");
    await chair.press("main form button");
    await this.lookWide(chair, "post-mailing");
    for (let waited = 0; waited < 20_000; waited += 200) {
      const fresh = (await written(this.folder)).filter((text) => !before.includes(text));
      if (fresh.filter((text) => says.test(text)).length >= number) {
        if (this.shots) await writeFile(join(this.shots, `appointment-letters-${number}.txt`), fresh.join("\n=====\n"));
        return;
      }
      await chair.page.waitForTimeout(200);
    }
    assert.fail(`no letter says ${says}`);
  }

  /** A candidate has the own time as a calendar, the panel has all. */
  async calendars(panel) {
    const own = await (await this.applicants[1].page.request.get(`${this.home}/times.ics`)).text();
    assert.equal(own.split("BEGIN:VEVENT").length - 1, 1);
    const all = await (await panel[1].page.request.get(`${this.home}/times.ics`)).text();
    assert.equal(all.split("BEGIN:VEVENT").length - 1, 3);
    await this.reads(this.applicants[0], "/progress", "progress-times");
  }

  /** Each of the panel puts a question forward, at once; two fix the set; all candidates get it at one instant. */
  async questions(panel, at) {
    const words = ["What would you do in your first hundred days?", "How do you decide where money is short?", "Tell us of a team that you changed."];
    await Promise.all(panel.map((hand, place) =>
      this.act(hand, "propose-question", async () => {
        await hand.fill("#theme", place === 1 ? "Money" : "Leading people");
        await hand.fill("#question", words[place]);
      }),
    ));
    await this.act(panel[0], "fix-questions", async (hand) => {
      const ticks = hand.page.locator("input[id^=fix-]");
      for (let place = 0; place < (await ticks.count()); place++) await hand.choose(ticks.nth(place));
    });
    await this.confirm("panellist");
    await this.act(panel[0], "release-questions", (hand) => hand.fill("#at", at));
    const closed = await this.reads(this.applicants[0], "/questions", "questions-closed");
    assert.ok(!closed.includes(words[0]), "no candidate reads the questions before their time");
    await this.readsWide(panel[1], "/questions", "questions-panel");
    await this.at(at);
    const read = await Promise.all(this.applicants.map((hand, place) => this.reads(hand, "/questions", `questions-${place}`)));
    for (const text of read) for (const one of words) assert.ok(text.includes(one), text);
  }

  /** Moves the clock to a local time of the society. */
  async at(time) {
    const chair = await this.who("officer");
    await chair.go(`${this.origin}/rehearsal`);
    await chair.fill("input[name=to]", time.replace(" ", "T"));
    await chair.press('form[action="/rehearsal/clock"]:has(input[name=to]) button');
  }

  async heard(hand, candidate, present) {
    await this.act(hand, "hear", async () => {
      await hand.choose(`input[name=candidate][value="${candidate.person}"]`);
      for (const one of present) await hand.choose(`#present-${one.person}`);
      const asked = hand.page.locator("input[id^=asked-]");
      for (let place = 0; place < (await asked.count()); place++) await hand.choose(asked.nth(place));
    });
  }

  async shortlisted() {
    await this.until("shortlist");
    await this.keeps(this.applicants.slice(0, 2));
    await this.reads(this.applicants[0], "/progress", "progress-shortlisted");
  }

  /** The special meeting: who declared an interest is not among those who can be present. */
  async met() {
    await this.until("meeting");
    const chair = await this.who("officer");
    await this.act(chair, "draw-order", (hand) => hand.fill("#seed", "dice: 4 4 1 6"));
    const member = await this.member();
    const other = await this.who("officer", 1);
    await this.act(other, "propose-question", async (hand) => {
      await hand.fill("#theme", "Campaigning");
      await hand.fill("#question", "What do members need from their office in a campaign?");
    });
    await this.act(chair, "fix-questions", (hand) => hand.choose("input[id^=fix-]"));
    await this.confirm();
    await chair.go(`${this.home}/act/hear`);
    for (const one of [member, this.applicants[1]]) {
      assert.equal(await chair.page.locator(`#present-${one.person}`).count(), 0, "neither who has an interest nor who stands decides");
    }
    const others = await chair.page.locator("input[id^=present-]").evaluateAll((all) => all.map((one) => ({ person: one.id.slice("present-".length) })));
    for (const one of this.applicants.slice(0, 2)) await this.heard(chair, one, others);
  }

  /** The secret vote, as its tellers record it; it is declared by two. */
  async voted() {
    await this.until("vote");
    await this.act(await this.who("teller"), "record-round", async (hand) => {
      for (const [place, one] of this.applicants.slice(0, 2).entries()) await hand.fill(`#votes-${one.person}`, String(4 - 2 * place));
      await hand.fill("#invalid", "1");
    });
    await this.confirm("teller");
    await this.until("declare");
    await this.act(await this.who("officer"), "declare");
    await this.confirm();
    const visitor = await this.device(WIDE, "visitor");
    const told = await this.readsWide(visitor, "/progress", "progress-declared");
    assert.ok(told.includes("8 for, 1 against, 0 abstained; 9 present."), told);
    const report = await this.readsWide(visitor, "/report", "report");
    assert.ok(!/45 (to|i) 54/.test(report), "so few answered that nothing of it is published");
    assert.ok(!report.includes("housing co-operative"));
    await this.readsWide(visitor, "/questions", "questions-declared");
    await this.reads(visitor, "", "matter-declared");
    await visitor.done();
    await this.reads(this.applicants[0], "", "matter-appointed");
    // One letter of joy; the others are told kindly and why.
    await this.letters(/Congratulations|Llongyfarchiadau/, 1);
  }
}

/** Every letter that a rehearsal below a folder wrote, with its lines joined. */
async function written(folder) {
  const houses = join(folder, "house/rehearsals");
  const texts = [];
  for (const house of await readdir(houses)) {
    const letters = join(houses, house, "letters");
    for (const name of await readdir(letters).catch(() => [])) {
      texts.push((await readFile(join(letters, name), "utf8")).replaceAll("=\r\n", ""));
    }
  }
  return texts;
}

/** The figures of a vote, and its reasons. */
async function votes(hand, present, inFavour, against, abstained, reason) {
  for (const [id, figure] of Object.entries({ present, for: inFavour, against, abstained })) await hand.fill(`#${id}`, String(figure));
  await hand.fill("#reason", reason);
}

