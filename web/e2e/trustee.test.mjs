// The trustee's page in a real browser, with the pretended office of trustee/dev-server.mjs.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { serve, vector } from "../trustee/dev-server.mjs";
import { axe, launch, overflow, SCHEMES, small, watch } from "./browser.mjs";

let browser;
let folder;

before(async () => {
  [browser, folder] = await Promise.all([launch(), mkdtemp(join(tmpdir(), "polity-trustee-"))]);
});

after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Puts a text into a file, as a trustee has it on a memory stick. */
async function file(name, content) {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const factors = (text) => JSON.stringify(JSON.parse(text).decryption_factors);

for (const [scheme, width] of [["light", 320], ["dark", 1280], ["forced", 320]]) {
  test(`c5_a_trustees_three_steps_${scheme}_${width}`, { timeout: 300_000 }, async () => {
    const office = await serve();
    const context = await browser.newContext({ ...SCHEMES[scheme], viewport: { width, height: 900 }, locale: width === 1280 ? "cy" : "en-GB" });
    const page = await context.newPage();
    const faults = watch(page, office.origin);
    const inspect = async (step) => {
      faults.push(...[...(await axe(page)), ...(await overflow(page)), ...(await small(page))].map((fault) => `${step}: ${fault}`));
      if (process.env.POLITY_SHOTS) await page.screenshot({ path: `${process.env.POLITY_SHOTS}/trustee-${step}-${scheme}-${width}.png`, fullPage: true });
    };
    await page.goto(office.link);
    await page.waitForSelector("#name");
    await page.waitForSelector(".good");
    await inspect("begin");

    // 1. The key is handed in only after it was kept; the paper backup gives the same key again.
    await page.fill("#name", "Ann Jones");
    await page.click("#make-key");
    await page.click("#hand-in");
    assert.equal(office.received.length, 0);
    const [kept] = await Promise.all([page.waitForEvent("download"), page.click("#keep-file")]);
    const secret = await readFile(await kept.path(), "utf8");
    assert.match(secret, /^"\d{60,77}"$/);
    const groups = await page.locator(".groups li").evaluateAll((items) => items.map((item) => item.textContent));
    await inspect("made");
    await page.click("#hand-in");
    await page.waitForSelector("#answer");
    const key = JSON.parse(office.received[0].body);
    assert.deepEqual([Object.keys(key), key.name], [["pok", "public_key", "name"], "Ann Jones"]);
    await page.click("#lose");
    await page.click("summary");
    await page.fill("#key-paper", groups.join(" "));
    await page.click("#use-paper");
    await page.waitForSelector("#lose");
    assert.ok((await page.locator("main").innerText()).includes(key.public_key.slice(0, 12)));
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    assert.ok(!stored.includes(secret.slice(1, 20)) && !stored.includes(groups[0]), "the secret is kept nowhere");
    assert.ok(!office.received.some(({ body }) => body.includes(secret.slice(1, 20))), "nor sent");

    // 2. A test for another key is not answered; that of the right key is.
    await page.click("#answer");
    assert.equal(office.received.length, 1);
    await page.click("#lose");
    await page.setInputFiles("#key-file", await file("a.private.json", JSON.stringify((await vector("key-test.json")).secret)));
    await page.click("#answer");
    await page.waitForSelector("#fetch");
    assert.equal(factors(office.received[1].body), factors((await vector("key-test.json")).answer));
    await inspect("proved");

    // 3. The votes are opened only with a key that the election names.
    await page.click("#fetch");
    await page.waitForSelector("section:nth-of-type(5) .warn:not(:empty)");
    await page.click("#lose");
    const { secret: mine, partial_decryption: expected } = await vector("decryption.json");
    await page.setInputFiles("#key-file", await file("b.private.json", JSON.stringify(mine)));
    await page.click("#fetch");
    await page.waitForSelector("#hand-in-part");
    await inspect("opened");
    await page.click("#hand-in-part");
    await page.waitForFunction(() => !document.querySelector("#fetch"));
    await page.waitForTimeout(300);
    assert.equal(factors(office.received[2].body), factors(expected));
    await context.close();
    await office.stop();
    assert.deepEqual(faults, []);
  });
}

test("c5_the_saved_page_opens_votes_without_any_network", { timeout: 120_000 }, async () => {
  const office = await serve();
  const archive = await file("e.bel", office.archive);
  await office.stop();
  const context = await browser.newContext({ offline: true, locale: "en-GB" });
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => {
    if (!/^(file|blob|data):/.test(request.url())) asked.push(request.url());
  });
  await page.goto(pathToFileURL(fileURLToPath(new URL("../dist/trustee/offline.html", import.meta.url))).href);
  const { secret, partial_decryption: expected } = await vector("decryption.json");
  await page.setInputFiles("#key-file", await file("c.private.json", JSON.stringify(secret)));
  await page.setInputFiles("#archive-file", archive);
  const [part] = await Promise.all([page.waitForEvent("download"), page.click("#save-part")]);
  assert.equal(factors(await readFile(await part.path(), "utf8")), factors(expected));
  await context.close();
  assert.deepEqual(asked, []);
});
