// A trustee's key: made, kept in a file and on paper, and tested. Files are those of the command
// line (`polity ballot trustee`), so that either can go on where the other stopped.
//
// A browser cannot promise that every step takes the same time whatever the secret is; who fears
// somebody measuring on the same machine uses the command line.

import { G, hash, hashToScalar, L, pointFromText, pointToText, power, randomScalar, scalarFromText, type Random } from "../booth/protocol/group.js";
import { holds, prove, respond, type Proof } from "../booth/protocol/proof.js";

export interface Ciphertext {
  alpha: string;
  beta: string;
}

/** A test that a key works, as the office sends it. */
export type KeyTest = Ciphertext & { proof: Proof };

export interface Part {
  factor: string;
  proof: Proof;
}

/** Bound into tests in place of an election's fingerprint, which never looks like this. */
const TEST = "polity key test";

export function publicKey(secret: bigint): string {
  return pointToText(power(G, secret));
}

/** The public part to hand in: the exact text of the file `NAME.public.json`. */
export function publicFile(secret: bigint, name: string, random: Random): string {
  const public_key = publicKey(secret);
  const pok = prove(secret, `pok|Ed25519|${public_key}|`, random);
  return JSON.stringify({ pok, public_key, ...(name === "" ? {} : { name }) });
}

/** The text of the file `NAME.private.json`: the secret in decimal, quoted. */
export function secretFile(secret: bigint): string {
  return `"${secret}"`;
}

/** The secret in such a file, or null. */
export function readSecretFile(text: string): bigint | null {
  const secret = scalarFromText(text.trim().replace(/^"|"$/g, ""));
  return secret === 0n ? null : secret;
}

// On paper: 51 letters of 5 bits for the secret, most significant first, then 5 letters of its
// SHA-256, in groups of four.

const LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const SECRET_LETTERS = 51;
const CHECK_LETTERS = 5;

function letters(value: bigint, count: number): string {
  return Array.from({ length: count }, (_, i) => LETTERS[Number((value >> BigInt(5 * (count - 1 - i))) & 31n)]).join("");
}

function checkLetters(secret: bigint): string {
  return letters(hash(`polity trustee backup|${secret}`).slice(0, 4).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) >> 7n, CHECK_LETTERS);
}

export function toPaper(secret: bigint): string[] {
  return (letters(secret, SECRET_LETTERS) + checkLetters(secret)).match(/.{4}/g)!;
}

/** The secret that somebody typed from paper, or null if a letter is wrong. */
export function fromPaper(typed: string): bigint | null {
  const text = typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
  if (text.length !== SECRET_LETTERS + CHECK_LETTERS || [...text].some((letter) => !LETTERS.includes(letter))) return null;
  const secret = [...text.slice(0, SECRET_LETTERS)].reduce((sum, letter) => (sum << 5n) | BigInt(LETTERS.indexOf(letter)), 0n);
  return secret > 0n && secret < L && checkLetters(secret) === text.slice(SECRET_LETTERS) ? secret : null;
}

/** Reads a test; null if the text is none. */
export function readKeyTest(text: string): KeyTest | null {
  try {
    const { alpha, beta, proof } = JSON.parse(text);
    const { challenge, response } = proof;
    const sound = pointFromText(String(alpha)) && pointFromText(String(beta)) && scalarFromText(challenge) !== null && scalarFromText(response) !== null;
    return sound ? { alpha, beta, proof: { challenge, response } } : null;
  } catch {
    return null;
  }
}

/**
 * Answers a test: the exact text to hand in. Null if whoever asks does not prove to have made it:
 * then it may be somebody's vote, and must not be opened.
 */
export function answerTest(secret: bigint, test: KeyTest, random: Random): string | null {
  const key = publicKey(secret);
  const purpose = `raweg|${TEST}|${key}|${key},${test.alpha},${test.beta}|`;
  const alpha = pointFromText(test.alpha)!;
  if (!holds(alpha, purpose, BigInt(test.proof.challenge), BigInt(test.proof.response))) return null;
  return decryptionText([[decrypt(secret, key, TEST, test.alpha, random)]]);
}

/** This trustee's part of one ciphertext: alpha to the secret, and the proof that it is. */
export function decrypt(secret: bigint, key: string, fingerprint: string, alphaText: string, random: Random): Part {
  const alpha = pointFromText(alphaText);
  if (alpha === null) throw new Error(`${alphaText} is no element of the group`);
  const nonce = randomScalar(random);
  const commitments = `${pointToText(power(G, nonce))},${pointToText(power(alpha, nonce))}`;
  const challenge = hashToScalar(`decrypt|${fingerprint}|${key}|${commitments}`);
  return { factor: pointToText(power(alpha, secret)), proof: respond(secret, nonce, challenge) };
}

/** The exact text of a partial decryption: by question, then by ciphertext. */
export function decryptionText(questions: Part[][]): string {
  return JSON.stringify({
    decryption_factors: questions.map((parts) => parts.map(({ factor }) => factor)),
    decryption_proofs: questions.map((parts) => parts.map(({ proof: { challenge, response } }) => ({ challenge, response }))),
  });
}
