// The tracker: the number by which a voter finds the vote again. It is the SHA-256 of the sealed
// vote, and says nothing of what is in it.

import { fromBase64, hash, base64 } from "./group.js";

/** No 0, O, 1, I: nothing that looks like something else. */
const LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const READABLE = /^[2-9A-HJ-NP-Z]{5}(-[2-9A-HJ-NP-Z]{5}){3}$/;

/** The whole tracker of a sealed vote, 43 characters of base64. */
export function trackerOf(ballot: string): string {
  return base64(hash(ballot));
}

/** The readable form, four groups of five: the first 100 bits. Null if the text is no tracker. */
export function readable(tracker: string): string | null {
  const bytes = tracker.length === 43 ? fromBase64(tracker) : null;
  if (bytes === null || bytes.length !== 32) return null;
  let letters = "";
  for (let bit = 0; bit < 100; bit += 5) {
    const pair = (bytes[bit >> 3]! << 8) | bytes[(bit >> 3) + 1]!;
    letters += LETTERS[(pair >> (11 - (bit & 7))) & 31]!;
  }
  return letters.match(/.{5}/g)!.join("-");
}

/**
 * Reads what a person typed, pasted or scanned: a link to the check page, the whole tracker, or
 * the readable form with small letters, spaces or without hyphens. Null if it is none of these.
 */
export function readTracker(typed: string): string | null {
  const text = typed.trim().replace(/^.*#t?=?/su, "");
  if (readable(text) !== null) return text.replaceAll("-", "+").replaceAll("_", "/");
  const letters = text.toUpperCase().replace(/[^0-9A-Z]/gu, "");
  const grouped = letters.match(/.{5}/g)?.join("-") ?? "";
  return letters.length === 20 && READABLE.test(grouped) ? grouped : null;
}
