// The trustee's page: page, worker and style, unminified; and `offline.html`, the same in one file,
// for a computer that is never connected.

import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const READABLE = ["--bundle", "--target=es2022", "--charset=utf8", "--log-level=warning"];

export async function build({ web, dist, run }) {
  const here = join(web, "trustee");
  const bundle = (from, format) => run("esbuild", join(here, `${from}.ts`), ...READABLE, `--format=${format}`, `--outfile=${join(dist, `${from}.js`)}`);
  await bundle("page", "esm");
  await bundle("worker", "iife");
  const read = (...path) => readFile(join(...path), "utf8");
  const booth = [await read(web, "booth", "booth.css"), await read(web, "booth", "steps.css")];
  const css = [...booth, await read(here, "trustee.css")].join("\n");
  await writeFile(join(dist, "trustee.css"), css);
  await copyFile(join(here, "index.html"), join(dist, "index.html"));

  const inside = (text) => text.replaceAll("</script", "<\\/script");
  const page = await read(here, "index.html");
  const [script, worker] = [await read(dist, "page.js"), await read(dist, "worker.js")];
  const offline = page
    .replace('<link rel="stylesheet" href="/trustee/trustee.css">', () => `<style>\n${css}</style>`)
    .replace('<script type="module" src="/trustee/page.js"></script>', () =>
      `<script type="text/plain" id="worker-source">\n${inside(worker)}</script>\n<script type="module">\n${inside(script)}</script>`);
  if (/(src|stylesheet" href)="\/trustee/.test(offline)) throw new Error("offline.html still loads other files");
  await writeFile(join(dist, "offline.html"), offline);
}
