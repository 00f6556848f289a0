// The letters that the server wrote: files in the folder `letters` of the data folder.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const WAIT_MS = 20_000;

/** The text of a part, whatever the letter's encoding. */
function decoded(part) {
  const [head, ...rest] = part.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, "base64").toString("utf8");
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return body;
  const bytes = body.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** A letter's address and its plain text. */
function read(eml) {
  const boundary = /boundary="([^"]+)"/.exec(eml)?.[1];
  const parts = boundary ? eml.split(`--${boundary}`) : [eml];
  const plain = parts.find((part) => /content-type: text\/plain/i.test(part)) ?? eml;
  return { to: /^To: .*?([^\s<>"]+@[^\s<>"]+)/im.exec(eml)?.[1] ?? "", text: decoded(plain.trimStart()) };
}

/** Every letter so far to an address, oldest first, as its file's name and plain text. */
export async function letters(house, address) {
  const folder = join(house, "letters");
  const names = await readdir(folder).catch(() => []);
  const found = [];
  for (const name of names.filter((name) => name.endsWith(".eml"))) {
    const letter = read(await readFile(join(folder, name), "utf8"));
    if (letter.to.toLowerCase() === address.toLowerCase()) found.push({ name, text: letter.text });
  }
  return found;
}

/** The next letter to an address after those that were there, waited for. */
export async function nextLetter(house, address, before) {
  const known = new Set(before.map((letter) => letter.name));
  for (let waited = 0; waited < WAIT_MS; waited += 100) {
    const fresh = (await letters(house, address)).find((letter) => !known.has(letter.name));
    if (fresh) return fresh.text;
    await sleep(100);
  }
  throw new Error(`no letter came to ${address}`);
}
