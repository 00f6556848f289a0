// Enhancement of pages: small modules, each compiled by itself with its comments, and the words for
// "in 2 days", which are taken from the server's own texts so that the two cannot differ.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FluentBundle, FluentResource } from "@fluent/bundle";

/** The server's keys, the variable of each, and a number of each plural category to ask it with. */
const KEYS = {
  "when-in-minutes": "minutes",
  "when-minutes-ago": "minutes",
  "when-in-hours": "hours",
  "when-hours-ago": "hours",
  "when-in-days": "days",
  "when-days-ago": "days",
};
const NUMBERS = { en: { one: 1, other: 7 }, cy: { zero: 0, one: 1, two: 2, few: 3, many: 6, other: 7 } };

/** The words of one language: for each key and plural category, the text with `{n}` for the number. */
async function words(root, language) {
  const folder = join(root, "locales", language);
  const bundle = new FluentBundle(language, { useIsolating: false });
  for (const name of (await readdir(folder)).filter((name) => name.endsWith(".ftl")).sort()) {
    bundle.addResource(new FluentResource(await readFile(join(folder, name), "utf8")));
  }
  const say = (key, values) => {
    const pattern = bundle.getMessage(key)?.value;
    if (!pattern) throw new Error(`locales/${language} has no text ${key}`);
    return bundle.formatPattern(pattern, values);
  };
  const said = { "when-now": { other: say("when-now", {}) } };
  for (const [key, variable] of Object.entries(KEYS)) {
    said[key] = {};
    for (const [category, number] of Object.entries(NUMBERS[language])) {
      said[key][category] = say(key, { [variable]: number }).replace(String(number), "{n}");
    }
  }
  return said;
}

export async function build({ web, dist, run }) {
  const root = join(web, "..");
  await run("tsc", "--project", join(web, "enhance"), "--outDir", dist);
  const all = {};
  for (const language of Object.keys(NUMBERS)) all[language] = await words(root, language);
  const text = `// The server's words for how far off an instant is; made from locales/ by the build.\nexport default ${JSON.stringify(all, null, 2)};\n`;
  await writeFile(join(dist, "when.js"), text);
}
