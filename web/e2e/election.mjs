// One rehearsed election, from its notice to its declaration, by everybody who has a part in it. Each works
// in a browser of their own, in the way of the test; see hand.mjs.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { axe, overflow, watch } from "./browser.mjs";
import { Hand } from "./hand.mjs";
import { POLITY } from "./world.mjs";

const execute = promisify(execFile);
/** Presses of the clock's button from one step to the next, at most. */
const CLICKS = 12;
/** Looks at work that goes on, a quarter of a second apart. */
const WAITS = 240;
/** The rankings of the voters, by the numbers of the paper; the first is cast in a browser by each way's own means. */
const RANKINGS = [[2, 1], [1, 3, 2], [2, 4, 1], [3], [2, 3], [4, 2], [1, 2]];

export class Rehearsal {
  constructor(options) {
    Object.assign(this, options);
    this.persons = new Map();
    this.faults = [];
    this.home = `${this.origin}/matters/${this.matter}`;
  }

  /** Whoever holds a part, in a browser of their own, signed in by the rehearsal's own button. */
  async who(role, place = 0) {
    const key = `${role} ${place}`;
    if (!this.persons.has(key)) {
      const hand = await this.device(this.way, key);
      const row = () => hand.page.locator(`tr[data-role="${role}"]`).nth(place);
      await hand.go(`${this.origin}/rehearsal`);
      hand.person = await row().locator("input[name=person]").inputValue();
      await hand.press(row().locator("button"));
      this.persons.set(key, hand);
    }
    return this.persons.get(key);
  }

  /** A browser of somebody. */
  async device(way, name) {
    const context = await this.browser.newContext({ ...way, acceptDownloads: true });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const faults = watch(page, this.origin);
    const hand = new Hand(page, way);
    hand.done = async () => {
      this.faults.push(...faults.map((fault) => `${name}: ${fault}`));
      await context.close();
    };
    return hand;
  }

  async end() {
    for (const hand of this.persons.values()) await hand.done();
    this.persons.clear();
  }

  /** Looks at a page as a person with a screen reader or a narrow screen would. */
  async look(hand, name) {
    const found = [...(await overflow(hand.page)), ...(this.name === "mouse" ? await axe(hand.page) : [])];
    this.faults.push(...found.map((fault) => `${name}: ${fault}`));
    if (this.shots) await hand.page.screenshot({ path: `${this.shots}/election-${this.name}-${name}.png`, fullPage: true });
  }

  /** Moves the rehearsal's clock until a step of the election is open. */
  async until(step) {
    const hand = await this.who("returning-officer");
    for (let i = 0; i < CLICKS; i++) {
      await hand.go(`${this.origin}/rehearsal`);
      const here = await hand.page.locator("[data-step]").getAttribute("data-step");
      if (here === step && (await hand.page.locator('form[action="/rehearsal/play"]').count()) > 0) return;
      await hand.press('form[action="/rehearsal/clock"]:has(input[name=next]) button');
    }
    assert.fail(`the step ${step} is not reached:\n${await hand.page.locator("main").innerText()}`);
  }

  /** The players do the rest of the present step. */
  async others() {
    const hand = await this.who("returning-officer");
    await hand.go(`${this.origin}/rehearsal`);
    await hand.press('form[action="/rehearsal/play"] button');
  }

  /** An act by its form: filled in, read over, done. */
  async act(hand, name, fill = async () => undefined) {
    await hand.go(`${this.home}/act/${name}`);
    const form = hand.page.locator("#form button");
    if ((await form.count()) > 0) {
      await fill(hand);
      await this.look(hand, `${name}-form`);
      await hand.press(form.first());
    }
    await this.look(hand, `${name}-review`);
    await hand.press("button[value=do]");
    await hand.page.locator(".govuk-panel").waitFor();
  }

  /** The second of two persons reads what the first proposed, and confirms it. */
  async confirm(role = "returning-officer") {
    const hand = await this.who(role, 1);
    await hand.go(this.home);
    await hand.press(hand.page.locator(".p-pending a.govuk-button").first());
    await this.look(hand, "confirm");
    await hand.press("button[value=do]");
    await hand.page.locator(".govuk-panel").waitFor();
  }

  /** The same at the ballot's desk. */
  async confirmAtDesk() {
    const hand = await this.who("returning-officer", 1);
    await hand.go(`${this.home}/ballot`);
    await hand.press('form[action$="/ballot/confirm"] button');
    await this.finished(hand);
  }

  /** Waits until work that takes longer has ended; its page says so, and reloads itself. */
  async finished(hand) {
    if (!/[/]work[/]/.test(hand.page.url())) return;
    const ended = hand.page.locator(".govuk-panel, .govuk-error-summary");
    for (let i = 0; i < WAITS && (await ended.count()) === 0; i++) {
      await hand.page.waitForTimeout(250);
      // The page may be on its way already: it loads itself anew.
      await hand.page.reload().catch(() => undefined);
    }
    assert.equal(await hand.page.locator(".govuk-panel").count(), 1, await hand.page.locator("main").innerText());
  }

  async notice() {
    await this.until("notice");
    const officer = await this.who("returning-officer");
    await officer.go(this.home);
    await this.look(officer, "matter");
    await this.act(officer, "give-notice");
  }

  async roll() {
    await this.until("freeze");
    const officer = await this.who("returning-officer");
    await officer.go(`${this.home}/roll`);
    await officer.press('form[action$="/roll/freeze"] button');
    await this.finished(officer);
    await officer.go(`${this.home}/roll`);
    await officer.page.locator(".p-figures").waitFor();
    await this.look(officer, "roll");
  }

  async nominations() {
    await this.until("nominate");
    const hopefuls = [await this.who("candidate", 0), await this.who("candidate", 1)];
    for (const hopeful of hopefuls) await this.act(hopeful, "nominate");
    const first = this.persons.get("candidate 0").person;
    const secretary = await this.who("secretary");
    await this.act(secretary, "support", (hand) => hand.choose(`input[name=candidate][value="${first}"]`));
    await secretary.go(`${this.home}/nominations`);
    await this.look(secretary, "nominations");
    await this.others();
  }

  async statements() {
    await this.until("consent");
    const candidate = this.persons.get("candidate 0");
    await this.act(candidate, "consent", (hand) => hand.choose("#agree"));
    // Too long is told before anything is kept.
    await candidate.go(`${this.home}/act/submit-statement`);
    await candidate.fill("#statement", "word ".repeat(251));
    await candidate.hit("#form button");
    await candidate.page.locator(".govuk-error-summary").waitFor();
    await this.look(candidate, "statement-too-long");
    await this.act(candidate, "submit-statement", (hand) => hand.fill("#statement", "Papers a week before each meeting, and votes that anybody can check.\n\nI have kept my branch's books for nine years."));
    await this.others();
    await this.until("publish");
    const officer = await this.who("returning-officer");
    await this.act(officer, "publish-statements", (hand) => hand.fill("#seed", "dice: 3 5 1 6 2 2"));
    const visitor = await this.device(this.way, "visitor");
    await visitor.go(`${this.home}/statements`);
    await this.look(visitor, "statements");
    assert.match(await visitor.page.locator("main").innerText(), /Papers a week before each meeting/);
    await visitor.done();
  }

  /** The trustees' keys and the voters' codes. */
  async keys() {
    await this.until("prepare");
    const officer = await this.who("returning-officer");
    for (const place of [0, 1, 2]) await this.who("trustee", place);
    for (const place of [0, 1, 2]) {
      const trustee = this.persons.get(`trustee ${place}`);
      trustee.key = join(this.folder, `key-${place}`);
      await this.act(officer, "name-trustee", (hand) => hand.fill("#trustee", trustee.person));
      await this.confirm();
    }
    for (const place of [0, 1, 2]) await this.makeKey(this.persons.get(`trustee ${place}`), place);
    for (const place of [0, 1, 2]) await this.proveKey(this.persons.get(`trustee ${place}`));
    const authority = await this.who("credential-authority");
    await authority.go(`${this.home}/ballot`);
    await this.look(authority, "codes");
    const uuid = /--uuid (\S+)/.exec(await authority.page.locator("code").first().innerText())[1];
    this.uuid = uuid;
    const voters = await this.fetched(authority, `${this.home}/voters.csv`, "voters.csv");
    const out = join(this.folder, "codes");
    await execute(POLITY, ["ballot", "credentials", "--uuid", uuid, "--voters", voters, "--out", out]);
    await authority.upload("#credentials", join(out, "credentials.json"));
    await authority.press('form[action$="/ballot/credentials"] button');
    await this.finished(authority);
    this.codes = (await readFile(join(out, "codes.private.csv"), "utf8")).trim().split("\n").slice(1).map((line) => line.split(",")[1]);
  }

  /** A file that a signed-in person downloads, kept in the test's folder. */
  async fetched(hand, url, name) {
    const answer = await hand.page.request.get(url);
    assert.equal(answer.status(), 200, url);
    const path = join(this.folder, name);
    await writeFile(path, await answer.body());
    return path;
  }

  get scripted() {
    return this.way.javaScriptEnabled !== false;
  }

  async makeKey(hand, place) {
    if (!this.scripted) {
      await execute(POLITY, ["ballot", "trustee", "key", "--name", `Trustee ${place + 1}`, "--out", hand.key]);
      hand.key += ".private.json";
      return this.byFile(hand, hand.key.replace(".private.", ".public."), "key");
    }
    const { page } = hand;
    await hand.go(`${this.home}/trustees`);
    await hand.press('a[href^="/trustee"]');
    await page.locator("#name").waitFor();
    await hand.fill("#name", `Trustee ${place + 1}`);
    await hand.hit("#make-key");
    const [kept] = await Promise.all([page.waitForEvent("download"), hand.hit("#keep-file")]);
    hand.key = join(this.folder, `key-${place}.private.json`);
    await kept.saveAs(hand.key);
    await this.handIn(hand, "#hand-in", "key");
  }

  async proveKey(hand) {
    if (!this.scripted) {
      await hand.go(`${this.home}/trustees`);
      const question = await this.fetched(hand, `${this.home}/trustees/question.json`, "question.json");
      const answer = join(this.folder, "answer.json");
      await execute(POLITY, ["ballot", "trustee", "prove", "--key", hand.key, "--test", question, "--out", answer]);
      return this.byFile(hand, answer, "proof");
    }
    await hand.go(`${this.home}/trustees`);
    await hand.press('a[href^="/trustee"]');
    await hand.page.locator("#key-file").waitFor({ state: "attached" });
    await hand.upload("#key-file", hand.key);
    await hand.page.locator("#answer").waitFor();
    await this.handIn(hand, "#answer", "proof");
  }

  async openVotes(hand) {
    if (!this.scripted) {
      const archive = await this.fetched(hand, `${this.home}/files/election.bel`, "closed.bel");
      const part = join(this.folder, "part.json");
      await execute(POLITY, ["ballot", "trustee", "decrypt", "--key", hand.key, archive, "--out", part]);
      return this.byFile(hand, part, "decryption");
    }
    await hand.go(`${this.home}/trustees`);
    await hand.press('a[href^="/trustee"]');
    await hand.page.locator("#key-file").waitFor({ state: "attached" });
    await hand.upload("#key-file", hand.key);
    await hand.hit("#fetch");
    await hand.page.locator("#hand-in-part").waitFor();
    await this.handIn(hand, "#hand-in-part", "decryption");
  }

  /** Hands a trustee's part in and waits until the office has it; listens before it presses, for the answer may be quick. */
  async handIn(hand, button, part) {
    const told = hand.page.waitForResponse((answer) => answer.url().endsWith(`/trusteeship/${part}`) && answer.ok());
    await Promise.all([told, hand.hit(button)]);
  }

  /** A trustee's file, handed in on the page that needs no script. */
  async byFile(hand, path, part) {
    await hand.go(`${this.home}/trustees`);
    await hand.unfold(hand.page.locator("#own ~ details summary, section[aria-labelledby=own] details summary").first());
    await hand.upload(`#file-${part}`, path);
    await hand.press(`form[action$="/trustees/${part}"] button`);
    await this.finished(hand);
  }

  async opening() {
    await this.until("ballot");
    const officer = await this.who("returning-officer");
    await officer.go(`${this.home}/ballot`);
    await this.look(officer, "desk");
    await officer.press('form[action$="/ballot/open"] button');
    await this.finished(officer);
    await this.confirmAtDesk();
  }

  /** Votes in the booth, each on a device of its own; gives the receipts' trackers. */
  async votes() {
    const slips = [];
    // The booth needs script: whoever has it off elsewhere has it on here.
    const way = { ...this.way, javaScriptEnabled: true };
    for (const [voter, ranking] of RANKINGS.entries()) {
      const hand = await this.device(way, `voter ${voter}`);
      const { page } = hand;
      await page.goto(`${this.origin}/booth/${this.uuid}#${this.codes[voter]}`);
      await page.locator(".good").waitFor();
      await hand.hit(".good ~ .main");
      await page.locator(".paper").waitFor();
      for (const candidate of ranking) await (hand.keys ? this.mark(hand, candidate) : hand.hit(`#candidate-${candidate}`));
      await hand.hit(".bar .main");
      await page.locator(".cast").waitFor();
      if (voter === 0) await this.look(hand, "booth-review");
      await hand.hit(".cast .main");
      await page.locator(".slip").waitFor();
      slips.push((await page.locator(".slip .tracker").innerText()).replaceAll(/\s/g, ""));
      if (voter === 0) await this.look(hand, "booth-receipt");
      await hand.done();
    }
    // The same code again is told plainly before anything is ranked.
    const again = await this.device(way, "again");
    await again.page.goto(`${this.origin}/booth/${this.uuid}#${this.codes[0]}`);
    await again.page.locator(".tracker, .warn, main").first().waitFor();
    assert.equal(await again.page.locator(".paper").count(), 0);
    await again.done();
    return slips;
  }

  async mark(hand, candidate) {
    await hand.focus(hand.page.locator(`#candidate-${candidate}`));
    await hand.page.keyboard.press("Space");
  }

  async count() {
    await this.until("count");
    const officer = await this.who("returning-officer");
    await officer.go(`${this.home}/ballot`);
    await officer.press('form[action$="/ballot/close"] button');
    await this.finished(officer);
    await this.confirmAtDesk();
    for (const place of [0, 1, 2]) {
      const trustee = this.persons.get(`trustee ${place}`);
      await trustee.go(`${this.home}/trustees`);
      await this.look(trustee, "mix");
      await trustee.press('form[action$="/trustees/mix"] button');
      await this.finished(trustee);
    }
    for (const place of [0, 1, 2]) await this.openVotes(this.persons.get(`trustee ${place}`));
    await officer.go(`${this.home}/ballot`);
    await officer.press('form[action$="/ballot/count"] button');
    await this.finished(officer);
    await this.confirmAtDesk();
    await officer.go(`${this.home}/result`);
    await this.look(officer, "result");
  }

  /** A member challenges the result; two of the panel decide. */
  async challenge() {
    await this.until("challenge");
    await this.act(await this.who("member"), "challenge", (hand) => hand.fill("#reason", "My branch had no letter until the last week."));
    const panel = await this.who("appeals-panel");
    await this.act(panel, "decide-challenge", async (hand) => {
      await hand.choose("input[name=challenge]");
      await hand.choose('input[name=upheld][value="no"]');
      await hand.fill("#reason", "Every voter's letter went out on the first day; the branch's own notice is not part of the rules.");
    });
    await this.confirm("appeals-panel");
  }

  /** The declaration, and what everybody can see afterwards. */
  async declaration(slips) {
    await this.until("declare");
    await this.act(await this.who("returning-officer"), "declare");
    await this.confirm();
    const visitor = await this.device(this.way, "visitor");
    await visitor.go(`${this.home}/result`);
    await this.look(visitor, "declared");
    const figures = await (await visitor.page.request.get(`${this.origin}/api/v1/matters/${this.matter}/result`)).json();
    await writeFile(join(this.folder, "figures.json"), JSON.stringify(figures, null, 2));
    await this.fetched(visitor, `${this.home}/files/election.bel`, "election.bel");
    await this.fetched(visitor, `${this.home}/files/result.json`, "result.json");
    const box = await (await visitor.page.request.get(`${this.home}/box/trackers.txt`)).text();
    for (const slip of slips) assert.ok(box.includes(slip), `${slip} is not in the published box`);
    for (const path of ["/result/stages/1", "/result/votes", "/result/votes/1", "/box", "/record"]) {
      await visitor.go(path === "/record" ? `${this.origin}/record` : `${this.home}${path}`);
      await this.look(visitor, `public${path.replaceAll("/", "-")}`);
    }
    await visitor.done();
  }
}
