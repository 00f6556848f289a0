// The pictures of docs/screens/: `cargo xtask browser --screens`. Each is one page as somebody sees it, in
// few colours, so that a picture stays small.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { SCHEMES, launch } from "./browser.mjs";
import { signedIn } from "./roles.mjs";
import { copyOf, serve, world } from "./server.mjs";

const FOLDER = fileURLToPath(new URL("../../docs/screens/", import.meta.url));
const LIMIT_BYTES = 150_000;
const execute = promisify(execFile);

/** What is shown: file, address, who looks, how. */
function pictures({ matters, uuid, codes }) {
  const wide = { width: 1280, height: 900, scheme: "light", language: "en" };
  const phone = { width: 390, height: 844, scheme: "light", language: "en" };
  return [
    { file: "home", path: "/", role: "member", ...wide },
    { file: "home-dark-phone", path: "/", role: "member", ...phone, scheme: "dark" },
    { file: "election", path: `/matters/${matters.open}`, role: "member", ...wide },
    { file: "election-welsh-phone", path: `/matters/${matters.open}`, role: "member", ...phone, language: "cy" },
    { file: "nominations", path: `/matters/${matters.nominating}/nominations`, role: "secretary", ...wide },
    { file: "statements-phone", path: `/matters/${matters.open}/statements`, role: "visitor", ...phone },
    { file: "booth-phone", path: `/booth/${uuid}#${codes[0]}`, role: "visitor", ...phone, first: rank },
    { file: "box", path: `/matters/${matters.open}/box`, role: "visitor", ...wide },
    { file: "result", path: `/matters/${matters.declared}/result`, role: "visitor", ...wide, height: 1400 },
    { file: "result-dark", path: `/matters/${matters.declared}/result/stages/1`, role: "visitor", ...wide, scheme: "dark" },
    { file: "officer", path: `/matters/${matters.open}`, role: "officer", ...wide, height: 1400 },
    { file: "trustees", path: `/matters/${matters.declared}/trustees`, role: "trustee", ...wide },
    { file: "record", path: "/record", role: "visitor", ...wide },
  ];
}

/** In the booth: begins, and puts three candidates in order. */
async function rank(page) {
  await page.click(".good ~ .main");
  await page.locator(".paper").waitFor();
  for (const candidate of [3, 1, 4]) await page.click(`#candidate-${candidate}`);
  await page.locator(".paper").evaluate((paper) => scrollTo(0, paper.getBoundingClientRect().top + scrollY - 24));
}

async function take(browser, site, picture) {
  const storageState = await signedIn(browser, site, picture.role);
  const context = await browser.newContext({
    ...SCHEMES[picture.scheme],
    storageState,
    viewport: { width: picture.width, height: picture.height },
    reducedMotion: "reduce",
    bypassCSP: true,
  });
  const page = await context.newPage();
  const [path, code] = picture.path.split("#");
  const answer = await page.goto(`${site.origin}${path}?lang=${picture.language}${code ? `#${code}` : ""}`);
  if (!answer.ok()) {
    console.error(`no picture of ${picture.path}: answer ${answer.status()}`);
    return;
  }
  await picture.first?.(page);
  // The same font on every machine that takes pictures; people's own systems have better ones.
  await page.addStyleTag({ content: ":not(code, kbd, samp, pre) { font-family: 'Liberation Sans', Arial, sans-serif !important; }" });
  await page.waitForTimeout(300);
  const file = join(FOLDER, `${picture.file}.png`);
  await page.screenshot({ path: file, scale: "css" });
  await context.close();
  if (existsSync("/usr/bin/pngquant")) {
    await execute("/usr/bin/pngquant", ["--force", "--ext", ".png", "--quality", "60-95", "--strip", file]);
  }
  const { size } = await stat(file);
  console.log(`${file}: ${Math.round(size / 1000)} kB`);
  if (size > LIMIT_BYTES) throw new Error(`${file} is larger than ${LIMIT_BYTES / 1000} kB`);
}

const here = await copyOf(await world());
await mkdir(FOLDER, { recursive: true });
const [browser, site] = await Promise.all([launch(), serve(here.house)]);
try {
  for (const picture of pictures(here)) await take(browser, site, picture);
} finally {
  await browser.close();
  await site.stop();
}
