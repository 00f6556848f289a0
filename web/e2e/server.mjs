// A server of ours on a free port, on a copy of a world; stopped at the end, and asked whether it stopped
// in order.

import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { POLITY, makeWorld } from "./world.mjs";

const execute = promisify(execFile);
const START_LIMIT_MS = 60_000;

/** The world of a test run: the one that POLITY_WORLD names, or a new one. */
export async function world() {
  const given = process.env.POLITY_WORLD;
  if (given) return JSON.parse(await readFile(join(given, "world.json"), "utf8"));
  return makeWorld(await mkdtemp(join(tmpdir(), "polity-e2e-")));
}

/** A copy of a world, for a test that changes it. */
export async function copyOf(original) {
  const folder = await mkdtemp(join(tmpdir(), "polity-e2e-"));
  await cp(original.folder, folder, { recursive: true });
  return { ...original, folder, house: join(folder, "house") };
}

/** The table of routes, as the binary prints it. */
export async function routes() {
  return JSON.parse((await execute(POLITY, ["serve", "--data-dir", tmpdir(), "--routes"])).stdout);
}

/** A port that nobody listens on. */
async function freePort() {
  const probe = createServer();
  await new Promise((ready) => probe.listen(0, "127.0.0.1", ready));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

/** Serves a folder; gives the address, what it printed, and a function that stops it. */
export async function serve(house) {
  const env = { ...process.env, POLITY_LOG: process.env.POLITY_LOG ?? "warn" };
  delete env.DATABASE_URL;
  const port = await freePort();
  // A passkey belongs to a name, not to a number: so the address is localhost.
  const args = ["serve", "--data-dir", house, "--listen", `127.0.0.1:${port}`, "--base-url", `http://localhost:${port}`];
  const child = spawn(POLITY, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  let log = "";
  child.stderr.on("data", (data) => (log += data));
  const ended = new Promise((done) => child.once("exit", (code) => done(code)));
  const origin = await new Promise((ready, fail) => {
    const limit = setTimeout(() => fail(new Error(`polity serve did not come up in time\n${log}`)), START_LIMIT_MS);
    createInterface({ input: child.stdout }).on("line", (line) => {
      said.push(line);
      const address = /^Polity serves (http:\S+)/.exec(line)?.[1];
      if (address) {
        clearTimeout(limit);
        ready(address);
      }
    });
    ended.then((code) => fail(new Error(`polity serve ended at once (${code})\n${log}`)));
  });
  return {
    origin,
    house,
    said,
    log: () => log,
    stop: async () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
