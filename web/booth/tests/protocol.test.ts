// The booth's arithmetic against `vectors/`, the known answers that the Rust program makes.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import test from "node:test";
import { numbersOf, openPaper, packPaper, readElection, seal, unpackPaper } from "../protocol/ballot.js";
import { derive, readCode } from "../protocol/credential.js";
import { MAX_NUMBERS, ofInts, toInts } from "../protocol/encoding.js";
import { mayBeInGroup } from "../protocol/field.js";
import { bytesOf, G, liftPoint, pointFromText, pointToText, type Random } from "../protocol/group.js";
import { holds, prove } from "../protocol/proof.js";
import { readable, readTracker, trackerOf } from "../protocol/tracker.js";
import { vector } from "./vector.js";

/** "Randomness" that hands out given secrets: 64 bytes, little-endian, reduce to the secret. */
function script(...secrets: string[]): Random {
  return (length) => {
    assert.equal(length, 64);
    const next = secrets.shift();
    assert.ok(next !== undefined, "the script has enough secrets");
    return bytesOf(BigInt(next), 64).reverse();
  };
}

const machine: Random = (length) => new Uint8Array(randomBytes(length));
const peer = vector("peer-election.json");
const election = readElection(peer.election);

test("each paper has the point that the Rust program gives it", () => {
  const { papers, not_canonical } = vector("encoding.json");
  for (const { ints, element } of papers) {
    assert.equal(pointToText(ofInts(ints)), element);
    assert.deepEqual(toInts(pointFromText(element)!, ints.length), { numbers: ints, canonical: true });
  }
  const marked = toInts(pointFromText(not_canonical.element)!, not_canonical.ints.length);
  assert.deepEqual(marked, { numbers: not_canonical.ints, canonical: false });
});

test("the quick test never turns away what is in the group, and half of what it passes is", () => {
  let [passed, inside] = [0, 0];
  for (let candidate = 1n; candidate < 800n; candidate += 1n) {
    const point = liftPoint(candidate * 7919n);
    if (point === null) continue;
    const [quick, slow] = [mayBeInGroup(point.x, point.y), point.isTorsionFree()];
    assert.ok(quick || !slow, `candidate ${candidate}`);
    passed += Number(quick);
    inside += Number(slow);
  }
  assert.ok(inside > 25 && passed < 3 * inside, `${passed} passed, ${inside} inside`);
});

test("random papers read back, and no paper is too long", () => {
  for (let round = 0; round < 12; round++) {
    const numbers = [...randomBytes(1 + (round * 7) % MAX_NUMBERS)];
    assert.deepEqual(toInts(ofInts(numbers), numbers.length), { numbers, canonical: true });
  }
  assert.throws(() => ofInts(new Array(31).fill(1)), RangeError);
});

test("codes give the secrets and public parts that the Rust program and the peer give", () => {
  const { credentials, uuid } = vector("credential.json");
  for (const { credential, has_check, secret, public: publicPart } of credentials) {
    const made = derive(credential, uuid);
    assert.equal(made.secret.toString(), secret);
    assert.equal(made.public, publicPart);
    if (has_check) {
      assert.deepEqual(readCode(credential), { code: credential });
      assert.deepEqual(readCode(`  ${credential.replaceAll("-", " ")}\n`), { code: credential });
    }
  }
});

test("a mistyped code is told, with the group where that can be known", () => {
  const made: string = vector("credential.json").credentials.at(-1).credential;
  const swap = (at: number, letter: string): string => made.slice(0, at) + letter + made.slice(at + 1);
  assert.deepEqual(readCode(swap(0, made[0] === "a" ? "b" : "a")), { fault: { kind: "check" } });
  assert.deepEqual(readCode(swap(6, "0")), { fault: { kind: "letter", group: 2, letter: "0" } });
  assert.deepEqual(readCode(`x${made}`), { fault: { kind: "length", group: 1, characters: 6, expected: 5 } });
  assert.deepEqual(readCode("abc"), { fault: { kind: "form", characters: 3 } });
});

test("a whole ballot with fixed randomness is byte for byte that of the Rust program", () => {
  const encryption = vector("encryption.json");
  const signature = vector("signature.json");
  assert.equal(election.fingerprint, encryption.fingerprint);
  const credential = derive(signature.credential, election.uuid);
  const random = script(encryption.randomness, encryption.nonce, signature.nonce);
  const sealed = seal(election, credential, [encryption.ints], random);
  assert.equal(sealed.bytes, signature.ballot);
  assert.deepEqual(sealed.randomness.map(String), [encryption.randomness]);
  assert.equal(trackerOf(sealed.bytes), signature.tracker);
});

test("a proof holds for its own purpose only", () => {
  const proof = prove(12345n, "purpose|", machine);
  const check = (purpose: string, step: bigint): boolean =>
    holds(G.multiply(12345n), purpose, BigInt(proof.challenge), BigInt(proof.response) + step);
  assert.equal(check("purpose|", 0n), true);
  assert.equal(check("another|", 0n), false);
  assert.equal(check("purpose|", 1n), false);
});

test("b12_a_checked_paper_shows_its_ranking_and_any_altered_one_is_told", () => {
  const credential = derive(vector("credential.json").credentials[0].credential, election.uuid);
  const numbers = numbersOf([3, 1, 5], 5);
  assert.deepEqual(numbers, [2, 0, 1, 0, 3]);
  const sealed = seal(election, credential, [numbers], machine);
  const travelled = unpackPaper(election, packPaper(sealed))!;
  assert.deepEqual(travelled, sealed);
  assert.deepEqual(openPaper(election, travelled.bytes, travelled.randomness), { papers: [numbers] });

  // A device that seals another ranking than the voter's shows that other one.
  const other = seal(election, credential, [numbersOf([1], 5)], machine);
  assert.deepEqual(openPaper(election, other.bytes, other.randomness), { papers: [[1, 0, 0, 0, 0]] });
  // And one that lies about the randomness, or alters a byte, is told.
  const fault = (bytes: string, randomness: bigint[]): unknown => {
    const opened = openPaper(election, bytes, randomness);
    return "fault" in opened ? opened.fault : opened;
  };
  assert.equal(fault(sealed.bytes, other.randomness), "randomness");
  assert.equal(fault(`${sealed.bytes} `, sealed.randomness), "form");
  assert.equal(fault("[]", sealed.randomness), "form");
  const ballot = JSON.parse(sealed.bytes);
  ballot.signature.proof = JSON.parse(other.bytes).signature.proof;
  assert.equal(fault(JSON.stringify(ballot), sealed.randomness), "signature");
  ballot.answers[0].proof.response = "1";
  assert.equal(fault(JSON.stringify(ballot), sealed.randomness), "proof");
  ballot.election_hash = "x";
  assert.equal(fault(JSON.stringify(ballot), sealed.randomness), "election");
  assert.equal(unpackPaper(election, packPaper(sealed).slice(4)), null);
});

test("the peer's own ballots are in the form that this page writes, and their proofs hold", () => {
  for (const bytes of peer.ballots as string[]) {
    const opened = openPaper(election, bytes, [1n]);
    assert.deepEqual(opened, { fault: "randomness" }, "form and election are right; we do not know the randomness");
  }
});

test("b10_texts_that_are_no_points_are_refused", () => {
  const generators = vector("generators.json");
  assert.equal(pointToText(G), generators.base);
  for (const { element } of generators.generators) assert.equal(pointToText(pointFromText(element)!), element);
  const small = "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec"; // order 2
  const beyond = "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffee"; // 1 again, not reduced
  for (const text of [small, beyond, "", "00", generators.base.toUpperCase().replace("6", "A")]) {
    assert.equal(pointFromText(text), null, text);
  }
});

test("trackers: hash, readable form, and what a person may type", () => {
  const { ballots } = vector("ballot-hash.json");
  for (const [index, ballot] of (peer.ballots as string[]).entries()) {
    const tracker = trackerOf(ballot);
    assert.equal(tracker, ballots[index].tracker);
    const short = readable(tracker)!;
    assert.equal(readTracker(` ${short.toLowerCase().replaceAll("-", " ")} `), short);
    assert.equal(readTracker(`https://vote.example/booth/x/check#t=${short}`), short);
    assert.equal(readTracker(tracker), tracker);
    assert.equal(readTracker(tracker.replaceAll("+", "-").replaceAll("/", "_")), tracker);
  }
  for (const { base64, readable: expected } of vector("tracker.json").cases) assert.equal(readable(base64), expected);
  for (const wrong of ["", "7K2QM", "0OI1l-00000-00000-00000", "x".repeat(44)]) assert.equal(readTracker(wrong), null);
});
