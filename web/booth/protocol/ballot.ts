// A vote, from a paper's numbers to the bytes that are sent, and back for whoever checks one.
//
// The bytes are JSON in one exact form. They must be those of the Rust program, bit for bit:
// tests hold both to the files in `vectors/`.

import type { Credential } from "./credential.js";
import { MAX_NUMBERS, ofInts, toInts } from "./encoding.js";
import {
  base64Url, bytesOf, fromBase64, G, hashToBase64, integer, L, pointFromText, pointToText, power,
  publicPower, randomScalar, scalarFromText, type Point, type Random,
} from "./group.js";
import { holds, prove, type Proof } from "./proof.js";

export interface Election {
  uuid: string;
  /** SHA-256 of the election's exact text: every proof is bound to it. */
  fingerprint: string;
  /** The key that votes are sealed with: y. */
  key: Point;
  keyText: string;
  /** The candidates' names of each question, in the official order. */
  questions: { question: string; answers: string[] }[];
}

interface Answer {
  choices: { alpha: string; beta: string };
  proof: Proof;
}

/** The fields in the order in which they are written. */
interface Unsigned {
  election_uuid: string;
  election_hash: string;
  credential: string;
  answers: Answer[];
}

export interface Sealed {
  /** The exact text that is sent. */
  bytes: string;
  /** What sealed each answer. To reveal it opens the vote: only for a paper that is never cast. */
  randomness: bigint[];
}

/** Reads an election's exact text. Throws, in words for whoever runs the election. */
export function readElection(text: string): Election {
  const raw = JSON.parse(text);
  const key = pointFromText(String(raw.public_key));
  if (raw.version !== 1 || raw.group !== "Ed25519" || key === null || !Array.isArray(raw.questions)) {
    throw new Error("the election is not in a form that this page knows");
  }
  const questions = raw.questions.map((question: { type?: unknown; value?: { question?: unknown; answers?: unknown } }) => {
    const answers = question.value?.answers;
    if (question.type !== "NonHomomorphic" || !Array.isArray(answers) || answers.length > MAX_NUMBERS) {
      throw new Error("the election has a question that this page does not know");
    }
    return { question: String(question.value?.question), answers: answers.map(String) };
  });
  return { uuid: String(raw.uuid), fingerprint: hashToBase64(text), key, keyText: pointToText(key), questions };
}

/** The numbers on a paper: for each candidate its rank, 0 for none. `order` has candidates from 1. */
export function numbersOf(order: readonly number[], candidates: number): number[] {
  const numbers = new Array<number>(candidates).fill(0);
  order.forEach((candidate, index) => {
    if (!(numbers[candidate - 1] === 0)) throw new RangeError("a candidate stands twice, or is none");
    numbers[candidate - 1] = index + 1;
  });
  return numbers;
}

/** Seals and signs a vote: for each question the numbers of its paper. */
export function seal(election: Election, credential: Credential, papers: readonly (readonly number[])[], random: Random): Sealed {
  if (papers.length !== election.questions.length) throw new RangeError("one paper for each question");
  const randomness: bigint[] = [];
  const answers = papers.map((numbers, question): Answer => {
    if (numbers.length !== election.questions[question]!.answers.length) throw new RangeError("one number for each candidate");
    const r = randomScalar(random);
    randomness.push(r);
    const choices = {
      alpha: pointToText(power(G, r)),
      beta: pointToText(power(election.key, r).add(ofInts(numbers))),
    };
    return { choices, proof: prove(r, answerPurpose(election, credential.public, choices), random) };
  });
  const unsigned: Unsigned = {
    election_uuid: election.uuid,
    election_hash: election.fingerprint,
    credential: credential.public,
    answers,
  };
  const hash = hashToBase64(JSON.stringify(unsigned));
  const signature = { hash, proof: prove(credential.secret, `sig|${hash}|`, random) };
  return { bytes: JSON.stringify({ ...unsigned, signature }), randomness };
}

function answerPurpose(election: Election, credential: string, choices: Answer["choices"]): string {
  return `raweg|${election.fingerprint}|${credential}|${election.keyText},${choices.alpha},${choices.beta}|`;
}

/** What is wrong with a paper that is checked, in one word each; the page has the sentences. */
export type PaperFault = "form" | "election" | "randomness" | "proof" | "signature" | "mark";

/**
 * Opens a sealed vote with its randomness and checks all of it: that it belongs to this election,
 * that its proofs and signature hold, and what ranking it holds. Shares nothing with `seal` but
 * the arithmetic, so that a page which seals something else is found out.
 */
export function openPaper(election: Election, bytes: string, randomness: readonly bigint[]): { papers: number[][] } | { fault: PaperFault } {
  let ballot: Unsigned & { signature: { hash: string; proof: Proof } };
  try {
    ballot = JSON.parse(bytes);
    if (JSON.stringify(inOrder(ballot)) !== bytes) return { fault: "form" };
  } catch {
    return { fault: "form" };
  }
  if (ballot.election_uuid !== election.uuid || ballot.election_hash !== election.fingerprint) return { fault: "election" };
  if (ballot.answers.length !== election.questions.length || randomness.length !== ballot.answers.length) return { fault: "form" };
  const papers: number[][] = [];
  for (const [question, { choices, proof }] of ballot.answers.entries()) {
    const r = randomness[question]!;
    const [alpha, beta] = [pointFromText(choices.alpha), pointFromText(choices.beta)];
    if (alpha === null || beta === null) return { fault: "form" };
    if (!publicPower(G, r).equals(alpha)) return { fault: "randomness" };
    if (!proofHolds(alpha, answerPurpose(election, ballot.credential, choices), proof)) return { fault: "proof" };
    const plain = beta.subtract(publicPower(election.key, r));
    const { numbers, canonical } = toInts(plain, election.questions[question]!.answers.length);
    if (!canonical) return { fault: "mark" };
    papers.push(numbers);
  }
  const { signature, ...unsigned } = ballot;
  const key = pointFromText(ballot.credential);
  const hash = hashToBase64(JSON.stringify(unsigned));
  const signed = key !== null && signature.hash === hash && proofHolds(key, `sig|${hash}|`, signature.proof);
  return signed ? { papers } : { fault: "signature" };
}

function proofHolds(key: Point, purpose: string, proof: Proof): boolean {
  const [challenge, response] = [scalarFromText(proof.challenge), scalarFromText(proof.response)];
  return challenge !== null && response !== null && holds(key, purpose, challenge, response);
}

/** The fields of a ballot in their one order, and no others. */
function inOrder(ballot: Unsigned & { signature: { hash: string; proof: Proof } }): unknown {
  const proof = ({ challenge, response }: Proof): Proof => ({ challenge, response });
  return {
    election_uuid: ballot.election_uuid,
    election_hash: ballot.election_hash,
    credential: ballot.credential,
    answers: ballot.answers.map((answer) => ({
      choices: { alpha: answer.choices.alpha, beta: answer.choices.beta },
      proof: proof(answer.proof),
    })),
    signature: { hash: ballot.signature.hash, proof: proof(ballot.signature.proof) },
  };
}

// A sealed paper and its randomness in a link: only the numbers and points, 32 bytes each. All
// else of the text follows from the election, so the second device writes the same bytes anew.

/** The part of a link after `#p=`: credential, then for each answer five items, then the signature. */
export function packPaper(paper: Sealed): string {
  const ballot = JSON.parse(paper.bytes) as Unsigned & { signature: { proof: Proof } };
  const items = [BigInt(`0x${ballot.credential}`)];
  ballot.answers.forEach(({ choices, proof }, question) => {
    items.push(BigInt(`0x${choices.alpha}`), BigInt(`0x${choices.beta}`));
    items.push(BigInt(proof.challenge), BigInt(proof.response), paper.randomness[question]!);
  });
  items.push(BigInt(ballot.signature.proof.challenge), BigInt(ballot.signature.proof.response));
  return base64Url(Uint8Array.from(items.flatMap((item) => [...bytesOf(item, 32)])));
}

/** The sealed paper that a link carries, in this election; null if the link is damaged. */
export function unpackPaper(election: Election, packed: string): Sealed | null {
  const bytes = fromBase64(packed);
  const count = 3 + 5 * election.questions.length;
  if (bytes === null || bytes.length !== 32 * count) return null;
  const items = Array.from({ length: count }, (_, i) => integer(bytes.subarray(32 * i, 32 * i + 32)));
  let at = 0;
  const element = (): string => items[at++]!.toString(16).padStart(64, "0");
  const scalar = (): string => items[at++]!.toString();
  const credential = element();
  const randomness: bigint[] = [];
  const answers = election.questions.map((): Answer => {
    const answer = {
      choices: { alpha: element(), beta: element() },
      proof: { challenge: scalar(), response: scalar() },
    };
    randomness.push(items[at++]!);
    return answer;
  });
  if (randomness.some((r) => r >= L)) return null;
  const unsigned: Unsigned = { election_uuid: election.uuid, election_hash: election.fingerprint, credential, answers };
  const hash = hashToBase64(JSON.stringify(unsigned));
  const signature = { hash, proof: { challenge: scalar(), response: scalar() } };
  return { bytes: JSON.stringify({ ...unsigned, signature }), randomness };
}
