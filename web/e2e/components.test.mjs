// The components of web/styles/README.md, at every width and in every scheme.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SCHEMES, WIDTHS, axe, launch, overflow, small, watch } from "./browser.mjs";
import { serveSheet } from "./static.mjs";

let browser;
let site;

before(async () => {
  [browser, site] = await Promise.all([launch(), serveSheet()]);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

for (const [name, scheme] of Object.entries(SCHEMES)) {
  for (const width of WIDTHS) {
    test(`g1_components_${name}_${width}`, async () => {
      const context = await browser.newContext({ ...scheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      const faults = watch(page, site.origin);
      await page.goto(site.origin);
      faults.push(...(await axe(page)), ...(await overflow(page)), ...(await small(page)));
      if (process.env.POLITY_SHOTS) {
        await page.screenshot({ path: `${process.env.POLITY_SHOTS}/sheet-${name}-${width}.png`, fullPage: true });
      }
      await context.close();
      assert.deepEqual(faults, []);
    });
  }
}
