// The booth: our own files compiled one by one with their comments, so that anybody can read what
// runs; the two libraries in a readable file each; and the manifest, by which anybody can compare
// what a server sends with what is on the record.

import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

export async function build({ web, dist, run }) {
  await run("tsc", "--project", join(web, "booth"), "--outDir", dist);
  await writeFile(join(dist, "manifest.txt"), await manifest(dist));
}

/** A line for every file: SHA-256, two spaces, name; sorted by name. */
async function manifest(dist) {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
  let text = "";
  for (const name of names) {
    const digest = createHash("sha256").update(await readFile(join(dist, name))).digest("hex");
    text += `${digest}  ${name}\n`;
  }
  return text;
}
