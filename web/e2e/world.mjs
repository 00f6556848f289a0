// A world for the tests: a society in rehearsal with one election declared, one whose ballot is open, one
// in nominations, made by the commands of docs/election-by-hand.md at pretended times around today.
//
// Rehearsal is the only difference from life: it lets `--at` name the time.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const execute = promisify(execFile);
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The binary under test. */
export const POLITY = process.env.POLITY_BIN ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug", "polity");

/** Who is who: member numbers of the society's list. */
export const PERSONS = {
  officer: 1,
  deputy: 2,
  authority: 3,
  secretary: 5,
  // Of a branch that can still support candidates.
  supporter: 8,
  panel: 10,
  candidate: 20,
  trustee: 30,
  member: 40,
};

/** The elections: when each thing happens, in days from today at noon. */
const MATTERS = {
  declared: {
    id: "executive-2026",
    title: "Members' section 2026",
    dates: { notice: -140, "joined-by": -130, "arrears-paid-by": -125, freeze: -120, "nominations-close": -90, "ballot-opens": -70, "ballot-closes": -45 },
  },
  open: {
    id: "executive-2027",
    title: "Members' section 2027",
    dates: { notice: -72, "joined-by": -62, "arrears-paid-by": -55, freeze: -50, "nominations-close": -20, "ballot-opens": -2, "ballot-closes": 20 },
  },
  nominating: {
    id: "executive-2028",
    title: "Members' section 2028",
    dates: { notice: -25, "joined-by": -20, "arrears-paid-by": -15, freeze: -10, "nominations-close": 21, "ballot-opens": 45, "ballot-closes": 70 },
  },
};

const CANDIDATES = [20, 21, 22, 23];
/** Which secretaries support which candidate; two are enough in the small procedure, one has too few. */
const SUPPORTS = { 20: [5, 6], 21: [6, 7], 22: [7, 8], 23: [5, 9], 24: [5] };
const TRUSTEES = [30, 31, 32];
const RANKINGS = ["1,2,3", "2,1", "4", "1,4,3,2", "3,1", "", "2,4", "1", "3", "2,3,1", "1,3", "4,1,2"];

const number = (who) => `m${String(who).padStart(7, "0")}`;

/** A world in the making. */
class Maker {
  constructor(folder) {
    this.folder = folder;
    this.house = join(folder, "house");
    this.plan = [];
  }

  path(name) {
    return join(this.folder, name);
  }

  async polity(...args) {
    try {
      const env = { ...process.env };
      delete env.DATABASE_URL;
      return (await execute(POLITY, args, { env, maxBuffer: 64 << 20 })).stdout;
    } catch (fault) {
      throw new Error(`polity ${args.join(" ")}\n${fault.stderr ?? fault}`);
    }
  }

  /** "2026-10-23 12:00", a number of days from today at noon and some hours. */
  at(days, hours = 0) {
    const noon = new Date();
    noon.setUTCHours(12, 0, 0, 0);
    const then = new Date(noon.getTime() + days * 86_400_000 + hours * 3_600_000);
    return then.toISOString().slice(0, 16).replace("T", " ");
  }

  /** Notes what is to happen and when: a record's times never go back, so all elections are told in one order. */
  on(days, hours, deed) {
    this.plan.push({ when: days + hours / 24, at: this.at(days, hours), deed, place: this.plan.length });
  }

  async run() {
    this.plan.sort((one, two) => one.when - two.when || one.place - two.place);
    for (const { at, deed } of this.plan) await deed(at);
  }

  act(matter, who, at, ...deed) {
    return this.polity("act", "--data-dir", this.house, "--matter", matter, "--as", number(who), "--at", at, ...deed);
  }

  async byTwo(matter, at, ...deed) {
    const told = await this.act(matter, PERSONS.officer, at, ...deed);
    const seq = [...told.matchAll(/^Entry (\d+)/gm)].at(-1)[1];
    await this.act(matter, PERSONS.deputy, at, "confirm", seq);
  }
}

/** Makes a world in a new folder below `parent` and gives what tests need to know of it. */
export async function makeWorld(parent) {
  await mkdir(parent, { recursive: true });
  const maker = new Maker(await mkdtemp(join(parent, "world-")));
  await found(maker);
  for (const [stage, matter] of Object.entries(MATTERS)) plan(maker, stage, matter);
  await maker.run();
  const codes = await readFile(maker.path(`${MATTERS.open.id}-authority/codes.private.csv`), "utf8");
  const world = {
    folder: maker.folder,
    house: maker.house,
    matters: Object.fromEntries(Object.entries(MATTERS).map(([stage, matter]) => [stage, matter.id])),
    uuid: (await maker.polity("act", "--data-dir", maker.house, "--matter", MATTERS.open.id, "--as", number(1), "uuid")).trim(),
    // The codes of those who have not voted in the open election.
    codes: codes.trim().split("\n").slice(1 + RANKINGS.length).map((line) => line.split(",")[1]),
  };
  await writeFile(maker.path("world.json"), JSON.stringify(world, null, 2));
  return world;
}

/** A list of sixty members of the society's five branches. */
export async function sampleList() {
  const { stdout } = await execute(POLITY, ["roll", "sample", "--rows", "60", "--seed", "1"]);
  return stdout.replace(",birchwood,", ",blackmoor,");
}

/** The society's description, as its founder hands it in. */
export const society = () => readFile(join(ROOT, "docs/examples/society.toml"), "utf8");

/** The library's procedure, made small enough that four candidates contest it. */
export async function smallProcedure() {
  const procedure = await readFile(join(ROOT, "procedures/executive-section-stv.toml"), "utf8");
  return procedure
    .replaceAll("supported-by-units = 5", "supported-by-units = 2")
    .replace("\nnumber = 9", "\nnumber = 3")
    .replace("at least five branches", "at least two branches")
    .replace("has nine seats", "has three seats");
}

/** The society, its list of members and its procedure, small enough that four candidates contest it. */
async function found(maker) {
  const begun = Math.min(...Object.values(MATTERS).map((matter) => matter.dates.notice)) - 14;
  await writeFile(maker.path("members.csv"), await sampleList());
  await maker.polity("roll", "import", maker.path("members.csv"), "--data-dir", maker.house);
  await maker.polity("organisation", "found", join(ROOT, "docs/examples/society.toml"), "--data-dir", maker.house, "--rehearsal", "--at", maker.at(begun));
  await maker.polity("roll", "import", maker.path("members.csv"), "--data-dir", maker.house, "--as", number(1), "--at", maker.at(begun, 1));
  await writeFile(maker.path("executive-section-stv.toml"), await smallProcedure());
  const told = await maker.polity("matter", "adopt", maker.path("executive-section-stv.toml"), "--data-dir", maker.house, "--as", number(1), "--at", maker.at(begun, 2));
  const seq = /Entry (\d+)/.exec(told)?.[1] ?? "3";
  await maker.polity("act", "--data-dir", maker.house, "--as", number(2), "--at", maker.at(begun, 3), "confirm", seq);
  await maker.polity("rulebook", "adopt", join(ROOT, "rules/rulebook/meadowlark.toml"), "--data-dir", maker.house, "--as", number(1), "--second", number(2), "--at", maker.at(begun, 4));
}

/** What happens in one election, as far as today. */
function plan(maker, stage, { id, title, dates }) {
  const house = ["--data-dir", maker.house];
  maker.on(dates.notice - 3, 0, (at) =>
    maker.polity("matter", "open", id, ...house, "--as", number(1), "--at", at, "--procedure", "executive-section-stv", "--title", title,
      ...Object.entries(dates).flatMap(([name, days]) => ["--date", `${name}=${maker.at(days)}`])),
  );
  maker.on(dates.notice, 0, (at) => maker.act(id, 1, at, "give-notice"));
  maker.on(dates.freeze, 0, (at) => maker.polity("roll", "freeze", ...house, "--matter", id, "--as", number(1), "--at", at));
  maker.on(dates.freeze + 2, 0, async (at) => {
    for (const [candidate, branches] of Object.entries(SUPPORTS)) {
      await maker.act(id, candidate, at, "nominate");
      for (const branch of branches) await maker.act(id, branch, at, "support", number(candidate));
    }
  });
  if (stage === "nominating") return;
  maker.on(dates["nominations-close"] + 1, 0, async (at) => {
    for (const candidate of CANDIDATES) {
      await maker.act(id, candidate, at, "consent");
      const statement = maker.path(`${id}-${candidate}.txt`);
      await writeFile(statement, STATEMENTS[candidate % STATEMENTS.length]);
      await maker.act(id, candidate, at, "submit-statement", statement);
    }
  });
  maker.on(dates["nominations-close"] + 5, 1, (at) => maker.act(id, 1, at, "publish-statements", "dice: 4 2 6"));
  maker.on(dates["ballot-opens"] - 6, 0, (at) => keys(maker, id, at));
  maker.on(dates["ballot-opens"], 0, (at) => maker.byTwo(id, at, "open-ballot"));
  maker.on(dates["ballot-opens"] + 1, 0, (at) => votes(maker, id, at));
  if (stage === "open") return;
  maker.on(dates["ballot-closes"], 1, (at) => maker.byTwo(id, at, "close-ballot"));
  maker.on(dates["ballot-closes"], 2, (at) => opening(maker, id, at));
  maker.on(dates["ballot-closes"], 6, (at) => maker.byTwo(id, at, "count"));
  maker.on(dates["ballot-closes"] + 12, 0, (at) => maker.byTwo(id, at, "declare"));
}

const STATEMENTS = [
  "I have kept the books of my branch for nine years.\n\nI would publish every contract, and answer each question within a week.",
  "Shorter meetings, earlier papers, and a vote for those who work nights. I have chaired three branches and one strike.",
  "Yr wyf yn sefyll dros ganghennau bychain. Dylai pob aelod gael ei phapurau yn ei hiaith ei hun.",
];

async function keys(maker, id, at) {
  for (const trustee of TRUSTEES) {
    const file = (name) => maker.path(`${id}-${name}-${trustee}`);
    await maker.byTwo(id, at, "name-trustee", number(trustee));
    await maker.polity("ballot", "trustee", "key", "--name", `Trustee ${trustee}`, "--out", file("trustee"));
    await maker.act(id, trustee, at, "record-key", `${file("trustee")}.public.json`);
  }
  for (const trustee of TRUSTEES) {
    const file = (name) => maker.path(`${id}-${name}-${trustee}`);
    await maker.act(id, 1, at, "test-key", number(trustee), `${file("test")}.json`);
    await maker.polity("ballot", "trustee", "prove", "--key", `${file("trustee")}.private.json`, "--test", `${file("test")}.json`, "--out", `${file("answer")}.json`);
    await maker.act(id, trustee, at, "prove-key", `${file("answer")}.json`);
  }
  await writeFile(maker.path(`${id}-voters.csv`), await maker.polity("roll", "voters", "--data-dir", maker.house, "--matter", id));
  const uuid = (await maker.act(id, 1, at, "uuid")).trim();
  const authority = maker.path(`${id}-authority`);
  await maker.polity("ballot", "credentials", "--uuid", uuid, "--voters", maker.path(`${id}-voters.csv`), "--out", authority);
  await maker.act(id, 3, at, "record-credentials", join(authority, "credentials.json"));
}

async function votes(maker, id, at) {
  const codes = (await readFile(maker.path(`${id}-authority/codes.private.csv`), "utf8")).trim().split("\n").slice(1);
  const election = join(maker.house, "elections", id, "election.json");
  let text = "";
  for (const [place, ranking] of RANKINGS.entries()) {
    await writeFile(maker.path("code.txt"), codes[place].split(",")[1]);
    const answer = ranking === "" ? [] : ["--ranking", ranking];
    text += await maker.polity("ballot", "seal", "--election", election, "--code", maker.path("code.txt"), ...answer);
  }
  await writeFile(maker.path("votes.txt"), text);
  await maker.act(id, 1, at, "cast", maker.path("votes.txt"));
}

async function opening(maker, id, at) {
  const archive = join(maker.house, "elections", id, "election.bel");
  for (const [step, act] of [["shuffle", "record-shuffle"], ["decrypt", "record-decryption"]]) {
    for (const trustee of TRUSTEES) {
      const out = maker.path(`${id}-${step}-${trustee}.json`);
      const key = maker.path(`${id}-trustee-${trustee}.private.json`);
      await maker.polity("ballot", "trustee", step, "--key", key, archive, "--out", out);
      await maker.act(id, trustee, at, act, out);
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log((await makeWorld(process.argv[2])).folder);
}
