// Who looks at pages: a visitor, and members in several capacities. Members sign in by the link in the
// letter that the server wrote; officers then add a passkey, on an authenticator that the browser pretends.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { letters, nextLetter } from "./letters.mjs";
import { PERSONS } from "./world.mjs";

/** The roles that the crawler takes. */
export const ROLES = (process.env.POLITY_ROLES ?? "visitor,member,officer,secretary,candidate,trustee,panel").split(",");
/** Those who hold an office and must prove more than the link. */
const OFFICERS = new Set(["officer", "deputy", "authority", "panel"]);

/** The address of a member, by number. */
export async function addressOf(site, who) {
  const list = await readFile(join(site.house, "..", "members.csv"), "utf8");
  const line = list.split("\n").find((line) => line.startsWith(`m${String(who).padStart(7, "0")},`));
  return line.split(",")[3];
}

/** Signs a member in, in this page, by the letter's link. */
export async function signIn(page, site, who) {
  const address = await addressOf(site, who);
  const before = await letters(site.house, address);
  await page.goto(`${site.origin}/sign-in`);
  await page.fill("input[name=email]", address);
  await page.click("main button[type=submit]");
  const text = await nextLetter(site.house, address, before);
  const link = /https?:\/\/\S+\/sign-in\/\S+/.exec(text)?.[0];
  if (!link) throw new Error(`the letter to ${address} has no link:\n${text}`);
  await page.goto(link);
  // Who holds an office is led on to a second factor, which addPasskey sets up.
  await Promise.all([page.waitForURL((url) => url.pathname !== new URL(link).pathname), page.click("main form button[type=submit]")]);
}

/** Adds a passkey on a pretended device, which then stays with the page. */
export async function addPasskey(page, site) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  await page.goto(`${site.origin}/account`);
  await page.fill("[data-passkey=add] input[name=name]", "Test");
  const reloaded = page.waitForEvent("load");
  await page.click("[data-passkey=add] button");
  await reloaded;
  await page.getByText("Test", { exact: false }).first().waitFor();
}

const states = new Map();

/** The state of a browser in which this role is signed in; none for a visitor. */
export async function signedIn(browser, site, role) {
  if (role === "visitor") return undefined;
  const key = `${site.origin} ${role}`;
  if (!states.has(key)) {
    const context = await browser.newContext({ locale: "en-GB" });
    const page = await context.newPage();
    await signIn(page, site, PERSONS[role]);
    if (OFFICERS.has(role)) await addPasskey(page, site);
    states.set(key, await context.storageState());
    await context.close();
  }
  return states.get(key);
}
