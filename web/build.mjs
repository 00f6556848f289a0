// Builds what browsers get: `node build.mjs` makes everything, `node build.mjs booth` one part.
//
// Each part stands in a folder of its own whose `build.mjs` exports
// `async function build({ web, dist, run })`: `web` is this folder, `dist` the part's output
// (emptied before), `run` starts a program of node_modules/.bin.
// The same sources and lock file give the same bytes on every machine.

import { execFile } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const web = dirname(fileURLToPath(import.meta.url));

/** The parts, in order, and the folder of `dist/` that each fills; parts may share one. */
const PARTS = {
  styles: "static",
  enhance: "static",
  booth: "booth",
  trustee: "trustee",
};

const execute = promisify(execFile);

async function run(program, ...args) {
  try {
    await execute(join(web, "node_modules", ".bin", program), args, { cwd: web });
  } catch (fault) {
    throw new Error(`${program} ${args.join(" ")} failed:\n${fault.stdout ?? ""}${fault.stderr ?? fault}`);
  }
}

/** Compiles every TypeScript file, tests too, into build/: the tests run from there. */
async function compile() {
  await rm(join(web, "build"), { recursive: true, force: true });
  await run("tsc", "--project", web);
}

async function main(wanted) {
  await compile();
  if (wanted[0] === "tests") return;
  const parts = wanted.length > 0 ? wanted : Object.keys(PARTS);
  const unknown = parts.filter((part) => !(part in PARTS));
  if (unknown.length > 0) {
    throw new Error(`there is no part ${unknown.join(", ")}; there are ${Object.keys(PARTS).join(", ")}`);
  }
  const emptied = new Set();
  for (const part of parts) {
    const dist = join(web, "dist", PARTS[part]);
    if (!emptied.has(dist)) {
      emptied.add(dist);
      await rm(dist, { recursive: true, force: true });
      await mkdir(dist, { recursive: true });
    }
    const { build } = await import(`./${part}/build.mjs`);
    await build({ web, dist, run });
  }
}

try {
  await main(process.argv.slice(2));
} catch (fault) {
  console.error(fault.message);
  process.exitCode = 1;
}
