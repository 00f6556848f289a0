// The group of the protocol: points of order L on the curve Ed25519, and numbers modulo L.
//
// Written down, a point is 64 hexadecimal digits, big-endian, of its usual 32 little-endian
// bytes; a number is decimal digits. Only the one right form of each is read.

import { P, uvRatio } from "./field.js";
import { edwards, sha256, type EdwardsPoint } from "./noble.js";

export type Point = EdwardsPoint;

/** The order of the group. */
export const L = 2n ** 252n + 27742317777372353535851937790883648493n;

const CURVE = {
  p: P,
  n: L,
  h: 8n,
  a: P - 1n,
  d: 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n,
  Gx: 0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51an,
  Gy: 0x6666666666666666666666666666666666666666666666666666666666666658n,
};

export const Curve = edwards(CURVE, { uvRatio });
/** The point g that every secret is a multiple of. */
export const G: Point = Curve.BASE;
// A small table of multiples: a voter needs four, for which the usual large table does not pay.
G.precompute(4);

/** Gives this many random bytes: the machine's, or in tests a script's. */
export type Random = (length: number) => Uint8Array;

/** The browser's generator for secrets. */
export const machine: Random = (length) => crypto.getRandomValues(new Uint8Array(length));

export function mod(value: bigint, modulus: bigint = L): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}

/** A secret number below L: 64 random bytes, little-endian, modulo L, so that none is likelier. */
export function randomScalar(random: Random): bigint {
  for (;;) {
    const scalar = mod(integer(random(64).reverse()));
    if (scalar !== 0n) return scalar;
  }
}

/** base^scalar in the protocol's words; the scalar may be zero. Secrets only ever take this way. */
export function power(base: Point, scalar: bigint): Point {
  return scalar === 0n ? Curve.ZERO : base.multiply(scalar);
}

/** As `power`, faster, for numbers that everybody may know. */
export function publicPower(base: Point, scalar: bigint): Point {
  return base.multiplyUnsafe(scalar);
}

export function pointToText(point: Point): string {
  return hex(point.toBytes().reverse());
}

/** The point of a text, or null if the text is no point of the group in its one right form. */
export function pointFromText(text: string): Point | null {
  if (!/^[0-9a-f]{64}$/.test(text)) return null;
  const point = liftPoint(BigInt(`0x${text}`));
  return point !== null && point.isTorsionFree() ? point : null;
}

/** The point whose 32 bytes, little-endian, are this number; null if there is none. */
export function liftPoint(encoded: bigint): Point | null {
  try {
    return Curve.fromBytes(bytesOf(encoded, 32).reverse());
  } catch {
    return null;
  }
}

/** The number of a decimal text below L, or null. */
export function scalarFromText(text: unknown): bigint | null {
  if (typeof text !== "string" || !/^(0|[1-9][0-9]{0,76})$/.test(text)) return null;
  const scalar = BigInt(text);
  return scalar < L ? scalar : null;
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** SHA-256 of a text. */
export function hash(text: string): Uint8Array {
  return sha256(utf8(text));
}

/** SHA-256 of a text as a number modulo L: the challenges of all proofs. */
export function hashToScalar(text: string): bigint {
  return mod(integer(hash(text)));
}

/** SHA-256 of a text in base64 without padding: fingerprints, hashes of ballots. */
export function hashToBase64(text: string): string {
  return base64(hash(text));
}

/** Bytes as one number, big-endian. */
export function integer(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${hex(bytes)}`);
}

/** A number as so many bytes, big-endian. */
export function bytesOf(value: bigint, length: number): Uint8Array {
  const digits = value.toString(16).padStart(2 * length, "0");
  return Uint8Array.from({ length }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/=+$/, "");
}

/** Base64 in the alphabet of addresses, which links and file names may carry. */
export function base64Url(bytes: Uint8Array): string {
  return base64(bytes).replaceAll("+", "-").replaceAll("/", "_");
}

/** The bytes of a base64 text in either alphabet, or null. */
export function fromBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/_-]*$/.test(text)) return null;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
