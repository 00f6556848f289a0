// A pretended office in memory, so that each step of the booth can be opened in a browser:
// `npm run build && node booth/dev-server.mjs [port]` prints a link for each situation. The tests in
// `e2e/booth.test.mjs` use it too, as it can lose replies and refuse when told to.
// It keeps nothing and checks little; the real office is the Rust program.

import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { derive } from "../build/booth/protocol/credential.js";
import { G, pointToText, randomScalar } from "../build/booth/protocol/group.js";
import { readable, trackerOf } from "../build/booth/protocol/tracker.js";

const web = fileURLToPath(new URL("..", import.meta.url));
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ZONE = "Europe/London";
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".txt": "text/plain; charset=utf-8" };
const random = (length) => new Uint8Array(randomBytes(length));
const NAMES = ["Ann Jones", "Siôn ap Rhys", "Mary-Elizabeth Featherstonehaugh-Cholmondeley", "Bo Li", "Aisha Rahman", "Gwenllian Prys-Davies", "Tom O’Hara", "Zdravka Evtimova", "John Smith"];
const LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** A code whose last character checks the others. */
function makeCode() {
  for (;;) {
    const values = Array.from(randomBytes(21), (byte) => byte % 58);
    const sum = values.reduce((sum, value, index) => sum + value * (index + 1), 0);
    const check = ((59 - (sum % 59)) * 51) % 59;
    if (check === 58) continue;
    const text = [...values, check].map((value) => LETTERS[value]).join("");
    return [text.slice(0, 5), text.slice(5, 11), text.slice(11, 16), text.slice(16)].join("-");
  }
}

/** A ballot in one situation: `changes` to what the office says, `faults` in how it answers. */
function makeBallot(uuid, changes = {}, faults = {}) {
  const count = changes.count ?? 9;
  const names = Array.from({ length: count }, (_, i) => NAMES[i] ?? `Candidate Number ${i + 1}`);
  const election = JSON.stringify({
    version: 1, description: "", name: "Executive section", group: "Ed25519",
    public_key: pointToText(G.multiply(randomScalar(random))),
    questions: [{ type: "NonHomomorphic", value: { answers: names, question: "Who should be on the executive?" } }],
    uuid, administrator: "x", credential_authority: "y",
  });
  const closes = Date.now() + (changes.closesIn ?? 2.4 * DAY);
  const words = (language) => new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short", timeZone: ZONE }).format(closes);
  const info = {
    uuid, election, matter: "m-1", title: "Executive Section 2026", organisation: "Society of Allotment Holders",
    rehearsal: false, question: "Who should be on the executive?", seats: 5,
    candidates: names.map((name, i) => ({
      number: i + 1, name, photo: null,
      statement: i % 3 === 2 ? null : `I have kept an allotment for ${i + 3} years. Water must be fair for everyone.\n\nIf you choose me, I will answer every letter within a week.`,
      supporters: i % 2 === 0 ? ["Alderwick", "Bryn Teg"] : [],
    })),
    blank_allowed: true, revote: "final", opens: new Date(Date.now() - DAY).toISOString(),
    closes: new Date(closes).toISOString(), grace_ends: new Date(closes + 15 * MINUTE).toISOString(), zone: ZONE,
    closes_local: { en: `Voting closes on ${words("en-GB")}.`, cy: `Bydd y bleidlais yn cau ${words("cy-GB")}.` },
    state: "open",
    rule: { short_rankings: {
      en: "You may rank as many or as few as you like. If all those you rank are out or elected, your vote cannot help anyone else.",
      cy: "Cewch roi cynifer neu gyn lleied ag y mynnwch mewn trefn. Os bydd pawb a ddewiswch allan neu wedi’u hethol, ni all eich pleidlais helpu neb arall.",
    } },
    contact: { name: "Mair Evans, returning officer", phone: "+44 1970 555 0134", email: "vote@example.org" },
    languages: ["en", "cy"], booth: "", ...changes,
  };
  const code = makeCode();
  return { info, code, faults, known: new Set([derive(code, uuid).public]), votes: [], spoiled: new Set() };
}

/** A ballot in each situation, by its identifier. */
function makeBallots() {
  const ballots = new Map([
    ["plain", makeBallot("PlainBa11otXXX")],
    ["rehearsal, last vote counts", makeBallot("RehearsaLXXXXX", { rehearsal: true, revote: "last-counts" })],
    ["closes in 4 minutes", makeBallot("C1osesSoonXXXX", { closesIn: 4 * MINUTE })],
    ["closes in 1 minute", makeBallot("C1osesNowXXXXX", { closesIn: MINUTE })],
    ["no blank votes, 30 candidates", makeBallot("ThirtyXXXXXXXX", { blank_allowed: false, count: 30 })],
    ["not open yet", makeBallot("NotopenXXXXXXX", { state: "not-open", opens: new Date(Date.now() + DAY).toISOString() })],
    ["closed", makeBallot("C1osedXXXXXXXX", { state: "closed", closesIn: -DAY })],
    ["first reply lost", makeBallot("LostRep1yXXXXX", {}, { lose: 1 })],
    ["cannot store", makeBallot("CannotXXXXXXXX", {}, { lose: 1000, refuse: true })],
    ["names do not fit", makeBallot("WrongNamesXXXX")],
  ].map(([situation, ballot]) => [ballot.info.uuid, { situation, ...ballot }]));
  ballots.get("WrongNamesXXXX").info.candidates[0].name = "Somebody Else";
  return ballots;
}

function problem(status, code, title, detail) {
  return { status, type: "application/problem+json", body: { type: "about:blank", status, code, title, detail } };
}

function answer(ballot, method, [kind, item], text) {
  const { info, votes, spoiled, faults } = ballot;
  if (method === "GET" && kind === undefined) return { body: { ...info, server_time: new Date().toISOString() } };
  if (method === "POST" && kind === "begin") return { body: { begun: "token", at: new Date().toISOString() } };
  if (kind === "credentials") return { body: { known: ballot.known.has(item), voted: votes.some((vote) => vote.credential === item) } };
  if (kind === "spoiled") return spoiled.add(JSON.parse(text).tracker), { status: 204 };
  if (kind === "receipts") return { status: 202 };
  if (kind === "votes" && method === "GET") {
    const wanted = decodeURIComponent(item).replaceAll("-", "+").replaceAll("_", "/");
    const index = votes.findIndex(({ tracker }) => tracker === wanted || readable(tracker) === item);
    return index < 0 ? problem(404, "not-in-box", "Not in the box", "") : { body: { in_box: true, place: index + 1, total: votes.length } };
  }
  const tracker = trackerOf(text);
  const { credential } = JSON.parse(text);
  let index = votes.findIndex((vote) => vote.tracker === tracker);
  if (spoiled.has(tracker)) return problem(409, "spoiled", "This paper was put aside", "It was checked and cannot be cast. Take a fresh one.");
  if (index < 0 && info.revote === "final" && votes.some((vote) => vote.credential === credential)) {
    return problem(409, "already-voted", "A vote has already been cast with this code", "Each code gives one vote.");
  }
  if (index < 0 && !faults.refuse) index = votes.push({ tracker, credential }) - 1;
  ballot.received = [...(ballot.received ?? []), text];
  if (faults.lose-- > 0) return problem(503, "not-stored", "Not saved", "Please send it again.");
  const head = createHash("sha256").update(JSON.stringify(votes)).digest("base64");
  return { status: 201, body: { tracker, place: index + 1, total: votes.length, head, promise: `office\n${tracker} ${index + 1}\n\n— office ${head}` } };
}

/** Starts the office; `links` has the voter's link of each situation. */
export async function serve(port = 0) {
  const ballots = makeBallots();
  const server = createServer((request, response) => void respond(ballots, request, response));
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const links = Object.fromEntries([...ballots.values()].map(({ situation, info, code }) => [situation, `${origin}/booth/${info.uuid}#${code}`]));
  return { origin, links, ballots, stop: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }) };
}

async function respond(ballots, request, response) {
  const path = new URL(request.url, "http://x").pathname.split("/").slice(1);
  const send = ({ status = 200, type = "application/json", body }) => {
    response.writeHead(status, { "Content-Type": type, "Content-Security-Policy": CSP, "Cache-Control": "no-store" });
    response.end(Buffer.isBuffer(body) ? body : body === undefined ? "" : JSON.stringify(body));
  };
  try {
    let text = "";
    for await (const chunk of request) text += chunk;
    const ballot = ballots.get(path[0] === "booth" ? path[1] : path[3]);
    if (path[0] === "api" && ballot !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, path[4] === "votes" ? 400 : 30));
      return send(answer(ballot, request.method, path.slice(4), text));
    }
    const name = path[1] === "files" ? path[2] : ballot === undefined ? null : path[2] === "check" ? "check.html" : "index.html";
    if (path[0] !== "booth" || name === null) return send(problem(404, "", "Not here", ""));
    send({ type: TYPES[extname(name)], body: await readFile(join(web, "dist", "booth", name)) });
  } catch (fault) {
    send(problem(500, "", "Fault", String(fault)));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { links } = await serve(Number(process.argv[2] ?? 8123));
  for (const [situation, link] of Object.entries(links)) console.log(`${situation.padEnd(30)} ${link}`);
}
