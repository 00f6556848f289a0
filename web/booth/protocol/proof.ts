// Proofs that somebody knows a secret number, without telling it.
//
// Who knows x shows it for X = g^x so: takes a random w, hashes what the proof is for together
// with g^w into a challenge c, and answers w - x c. Who checks computes g^w = g^answer X^c anew.

import { G, hashToScalar, mod, pointToText, power, publicPower, randomScalar, type Point, type Random } from "./group.js";

export interface Proof {
  challenge: string;
  response: string;
}

/** Proves to know `secret`; `purpose` is the text that is hashed before the commitment. */
export function prove(secret: bigint, purpose: string, random: Random): Proof {
  const nonce = randomScalar(random);
  const challenge = hashToScalar(purpose + pointToText(power(G, nonce)));
  return respond(secret, nonce, challenge);
}

export function respond(secret: bigint, nonce: bigint, challenge: bigint): Proof {
  return { challenge: challenge.toString(), response: mod(nonce - secret * challenge).toString() };
}

/** Whether a proof holds for the key g^x and this purpose. */
export function holds(key: Point, purpose: string, challenge: bigint, response: bigint): boolean {
  const commitment = publicPower(G, response).add(publicPower(key, challenge));
  return hashToScalar(purpose + pointToText(commitment)) === challenge;
}
