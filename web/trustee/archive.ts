// What a trustee's page needs from an election's archive (`.bel`): which votes are to be opened.
//
// Every member is compared with the digest in its name and every event with the one before, so
// that the file is whole. The proofs of mixing are not checked here, `polity-verify` does that;
// but nothing is opened that was cast, or that stands in the list before mixing, or in an earlier
// mix: only what came out of the last one.

import { base64, hex } from "../booth/protocol/group.js";
import { sha256 } from "../booth/protocol/noble.js";
import type { Ciphertext } from "./key.js";

export interface Work {
  title: string;
  fingerprint: string;
  /** This trustee's number in the election, from 1. */
  owner: number;
  /** By question: what the last mix gave. */
  lists: Ciphertext[][];
}

/** Why nothing can be opened from this archive. */
export type ArchiveFault = "damaged" | "not-yours" | "not-mixed" | "not-secret";

const BLOCK = 512;
const text = (bytes: Uint8Array): string => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

class Damaged extends Error {}

/** The members of the archive: name and body, in order. */
function* members(archive: Uint8Array): Generator<[string, Uint8Array]> {
  for (let at = 0; at < archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.length < BLOCK) throw new Damaged();
    const name = text(header.subarray(0, header.indexOf(0)));
    const size = Number.parseInt(text(header.subarray(124, 135)), 8);
    const body = archive.subarray(at + BLOCK, at + BLOCK + size);
    if (!(body.length === size)) throw new Damaged();
    yield [name, body];
    at += BLOCK * (1 + Math.ceil(size / BLOCK));
  }
}

interface Event {
  parent?: string;
  height: number;
  type: string;
  payload?: string;
}

class Archive {
  readonly data = new Map<string, Uint8Array>();
  readonly events: Event[] = [];

  constructor(bytes: Uint8Array) {
    let parent: string | undefined;
    for (const [name, body] of members(bytes)) {
      if (name === "BELENIOS") continue;
      const digest = hex(sha256(body));
      if (name === `${digest}.data.json`) {
        this.data.set(digest, body);
      } else if (name === `${digest}.event.json`) {
        const event = JSON.parse(text(body)) as Event;
        if (event.parent !== parent || event.height !== this.events.length) throw new Damaged();
        this.events.push(event);
        parent = digest;
      } else {
        throw new Damaged();
      }
    }
  }

  bytes(digest: string | undefined): Uint8Array {
    const body = this.data.get(digest ?? "");
    if (body === undefined) throw new Damaged();
    return body;
  }

  /** What stands there; callers say what they expect, and anything else is damage. */
  json(digest: string | undefined): any {
    return JSON.parse(text(this.bytes(digest)));
  }

  of(type: string): Event[] {
    return this.events.filter((event) => event.type === type);
  }
}

/** Finds what the holder of `key` has to open. */
export function findWork(bytes: Uint8Array, key: string): { work: Work } | { fault: ArchiveFault } {
  try {
    return read(new Archive(bytes), key);
  } catch {
    return { fault: "damaged" };
  }
}

function read(archive: Archive, key: string): { work: Work } | { fault: ArchiveFault } {
  const setup = archive.json(archive.of("Setup")[0]?.payload);
  const electionBytes = archive.bytes(setup.election);
  const election = JSON.parse(text(electionBytes));
  const keys: { public_key: string }[] = archive.json(setup.trustees)
    .flatMap(([kind, item]: [string, never]) => (kind === "Single" ? [item] : (item as { verification_keys: never[] }).verification_keys));
  const owner = keys.findIndex((trustee) => trustee.public_key === key) + 1;
  if (owner === 0) return { fault: "not-yours" };

  const shuffles = archive.of("Shuffle").map((event) => archive.json(event.payload) as { owner: number; payload: string });
  const needed = Math.max(1, ...election.questions.map((question: { extra?: { shuffles?: number } }) => question.extra?.shuffles ?? 1));
  const tally = archive.of("EncryptedTally").map((event) => archive.json(archive.json(event.payload).encrypted_tally) as Ciphertext[][]);
  if (tally.length === 0 || new Set(shuffles.map((shuffle) => shuffle.owner)).size < needed) return { fault: "not-mixed" };
  const mixes = shuffles.map((shuffle) => archive.json(shuffle.payload).ciphertexts as Ciphertext[][]);
  const lists = mixes.pop()!;
  if (lists.map((list) => list.length).join() !== tally[0]!.map((list) => list.length).join()) return { fault: "damaged" };

  const seen = new Set<string>();
  for (const event of archive.of("Ballot")) {
    for (const { choices } of archive.json(event.payload).answers) seen.add(choices.alpha).add(choices.beta);
  }
  for (const { alpha, beta } of [...tally, ...mixes].flat(2)) seen.add(alpha).add(beta);
  if (lists.flat().some(({ alpha, beta }) => seen.has(alpha) || seen.has(beta))) return { fault: "not-secret" };
  return { work: { title: String(election.name), fingerprint: base64(sha256(electionBytes)), owner, lists } };
}
