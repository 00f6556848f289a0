// Every test in a real browser: makes one world for all of them (or takes the one that POLITY_WORLD
// names), runs them one file after the other, and throws the world away when all passed.

import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeWorld } from "./world.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));

const own = process.env.POLITY_WORLD ? undefined : await mkdtemp(join(tmpdir(), "polity-e2e-"));
const begun = Date.now();
const folder = process.env.POLITY_WORLD ?? (await makeWorld(own)).folder;
if (own) console.log(`a world for the tests: ${folder}, made in ${Math.round((Date.now() - begun) / 1000)} s`);

const files = (await readdir(HERE)).filter((name) => name.endsWith(".test.mjs")).sort();
const tests = spawn(process.execPath, ["--test", "--test-concurrency=1", "--test-reporter=spec", ...files.map((name) => join(HERE, name))], {
  env: { ...process.env, POLITY_WORLD: folder },
  stdio: "inherit",
});
const code = await new Promise((done) => tests.once("exit", done));
if (own && code === 0) await rm(own, { recursive: true });
process.exitCode = code ?? 1;
