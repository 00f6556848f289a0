// A chief officer is appointed in a real browser by everybody who has a part in it, all of them signed in at once: the
// chair and the vice-chair, three of the panel, three applicants, a member of the executive, the tellers. Each works in
// a way of their own; see appointment.mjs.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { Appointment, MATTER, found } from "./appointment.mjs";
import { WAYS } from "./hand.mjs";
import { addPasskey, signIn } from "./roles.mjs";
import { serve } from "./server.mjs";

let browser;
let site;
let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "polity-appointment-"));
  [browser] = await Promise.all([launch(), found(folder)]);
  site = await serve(join(folder, "house"));
});

after(async () => {
  await browser?.close();
  if (site) assert.equal(await site.stop(), 0, site.log());
  if (folder) await rm(folder, { recursive: true });
});

/** The chair begins a rehearsal of the appointment with one click; gives its address. */
async function rehearse() {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  await signIn(page, site, 1);
  await addPasskey(page, site);
  await page.goto(`${site.origin}/matters/${MATTER}`);
  await page.click('form[action$="/rehearse"] button');
  const address = await page.locator('main a[href$="/rehearsal"]').first().evaluate((link) => new URL(link.href).origin);
  await context.close();
  return address;
}

test("g1_a_chief_officer_is_appointed_by_five_roles_at_once", { timeout: 600_000 }, async () => {
  const origin = await rehearse();
  const appointment = new Appointment({ browser, way: WAYS.mouse, origin, folder, matter: MATTER, shots: process.env.POLITY_SHOTS, name: "appointment" });
  try {
    await appointment.agreed();
    await appointment.applied();
    await appointment.sifted();
    await appointment.longlisted();
    await appointment.interviewed();
    await appointment.shortlisted();
    await appointment.met();
    await appointment.voted();
  } finally {
    await appointment.end();
  }
  assert.deepEqual([...new Set(appointment.faults)], []);
});
