// The booth: our own code in one file and the library in another, both unminified, so that anybody
// can read what runs; and the manifest, by which anybody can compare what a server sends with what
// is on the record.

import { createHash } from "node:crypto";
import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const PAGES = ["index.html", "check.html"];
/** The look, in parts that are served as one file. */
const STYLES = ["booth.css", "steps.css"];
const READABLE = ["--bundle", "--format=esm", "--target=es2022", "--charset=utf8", "--log-level=warning"];

export async function build({ web, dist, run }) {
  const booth = join(web, "booth");
  const bundle = (from, to, ...more) => run("esbuild", join(booth, from), ...READABLE, ...more, `--outfile=${join(dist, to)}`);
  await bundle("protocol/noble.ts", "noble.js");
  await bundle("ui/main.ts", "booth.js", "--external:./noble.js");
  for (const page of PAGES) await copyFile(join(booth, page), join(dist, page));
  const styles = await Promise.all(STYLES.map((part) => readFile(join(booth, part), "utf8")));
  await writeFile(join(dist, "booth.css"), styles.join("\n"));
  await writeFile(join(dist, "manifest.txt"), await manifest(dist));
}

/** A line for every file: SHA-256, two spaces, name; sorted by name. */
async function manifest(dist) {
  let text = "";
  for (const name of (await readdir(dist)).sort()) {
    const digest = createHash("sha256").update(await readFile(join(dist, name))).digest("hex");
    text += `${digest}  ${name}\n`;
  }
  return text;
}
