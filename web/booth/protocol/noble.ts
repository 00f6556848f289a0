// The libraries that do the arithmetic: noble-curves and noble-hashes, by Paul Miller, audited.
// The build puts what is used of them into one readable file beside the others.

export { edwards, type EdwardsPoint } from "@noble/curves/abstract/edwards.js";
export { sha256 } from "@noble/hashes/sha2.js";
