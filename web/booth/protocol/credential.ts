// The code that a voter has: 22 characters in four groups, `XXXXX-XXXXXX-XXXXX-XXXXXX`.
//
// From the code and the election's identifier comes a secret number, and from it the public part
// that stands on the election's list. The code itself never leaves the device. Its last character
// is a check on the others, so that most typing errors are told at once.

import { G, hash, integer, mod, pointToText, power } from "./group.js";

const LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const GROUPS = [5, 6, 5, 6];
const LENGTH = 22;

/** What is wrong with a typed code. Groups are counted from 1. */
export type CodeFault =
  | { kind: "form"; characters: number }
  | { kind: "letter"; group: number; letter: string }
  | { kind: "length"; group: number; characters: number; expected: number }
  | { kind: "check" };

/** Reads what a voter typed; spaces and missing hyphens do no harm. */
export function readCode(typed: string): { code: string } | { fault: CodeFault } {
  const text = typed.replace(/\s+/gu, "").replace(/[\u2010-\u2015\u2212]/gu, "-");
  let groups = text.split("-");
  if (groups.length !== GROUPS.length) {
    const bare = groups.join("");
    if ([...bare].length !== LENGTH) return { fault: { kind: "form", characters: [...bare].length } };
    let at = 0;
    groups = GROUPS.map((length) => bare.slice(at, (at += length)));
  }
  for (const [index, group] of groups.entries()) {
    const letter = [...group].find((character) => !LETTERS.includes(character));
    if (letter !== undefined) return { fault: { kind: "letter", group: index + 1, letter } };
    const expected = GROUPS[index]!;
    if (group.length !== expected) {
      return { fault: { kind: "length", group: index + 1, characters: group.length, expected } };
    }
  }
  return checkHolds(groups.join("")) ? { code: groups.join("-") } : { fault: { kind: "check" } };
}

/** The sum of place (from 1) times value of each character is 0 modulo 59. */
function checkHolds(bare: string): boolean {
  const sum = [...bare].reduce((sum, letter, index) => sum + (index + 1) * LETTERS.indexOf(letter), 0);
  return sum % 59 === 0;
}

export interface Credential {
  secret: bigint;
  public: string;
}

/** The secret of a code in one election, and its public part. */
export function derive(code: string, uuid: string): Credential {
  const half = (number: number): bigint => integer(hash(`derive_credential|${uuid}|${number}|${code}`));
  const secret = mod((half(0) << 256n) + half(1));
  return { secret, public: pointToText(power(G, secret)) };
}
