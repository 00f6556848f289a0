// The trustee's page against what the Rust program makes: keys, tests of keys, decryption.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import test from "node:test";
import { bytesOf, L, type Random } from "../../booth/protocol/group.js";
import { readElection } from "../../booth/protocol/ballot.js";
import { vector } from "../../booth/tests/vector.js";
import { findWork } from "../archive.js";
import { archiveOf } from "./bel.js";
import { answerTest, decrypt, decryptionText, fromPaper, publicFile, publicKey, readKeyTest, readSecretFile, secretFile, toPaper } from "../key.js";
import { TEXTS } from "../texts.js";

function script(...secrets: string[]): Random {
  return () => bytesOf(BigInt(secrets.shift()!), 64).reverse();
}

const machine: Random = (length) => new Uint8Array(randomBytes(length));

test("a key from a fixed secret is the file that the command line writes", () => {
  const { secret, nonce, key, peer_secret, peer_public_key } = vector("trustee-key.json");
  assert.equal(publicFile(BigInt(secret), "", script(nonce)), JSON.stringify(key));
  assert.equal(publicFile(BigInt(secret), "Ann", script(nonce)), JSON.stringify({ ...key, name: "Ann" }));
  assert.equal(publicKey(BigInt(peer_secret)), peer_public_key);
  assert.equal(readSecretFile(`${secretFile(BigInt(secret))}\n`), BigInt(secret));
  for (const wrong of ["", "\"0\"", "12ab", L.toString(), "{}"]) assert.equal(readSecretFile(wrong), null);
});

test("c5_a_key_test_is_answered_as_the_command_line_answers_it", () => {
  const { secret, question, nonce, answer } = vector("key-test.json");
  const read = readKeyTest(JSON.stringify(question))!;
  assert.equal(answerTest(BigInt(secret), read, script(nonce)), answer);
  assert.equal(readKeyTest("{}"), null);
});

test("a voter's ciphertext is not opened as a test", () => {
  const { secret } = vector("key-test.json");
  const { answers } = JSON.parse(vector("signature.json").ballot);
  const [{ choices, proof }] = answers;
  const slipped = readKeyTest(JSON.stringify({ ...choices, proof }))!;
  assert.equal(answerTest(BigInt(secret), slipped, machine), null);
});

test("a decryption with fixed nonces is byte for byte that of the Rust program", () => {
  const peer = vector("peer-election.json");
  const { secret, public_key, nonces, partial_decryption } = vector("decryption.json");
  const { fingerprint } = readElection(peer.election);
  const lists: { alpha: string }[][] = JSON.parse(peer.shuffles.at(-1).payload).ciphertexts;
  const random = script(...nonces);
  const parts = lists.map((list) => list.map(({ alpha }) => decrypt(BigInt(secret), public_key, fingerprint, alpha, random)));
  assert.equal(decryptionText(parts), partial_decryption);
  assert.throws(() => decrypt(1n, public_key, fingerprint, "ec".padEnd(64, "f"), machine));
});

test("a backup on paper reads back, and a wrong letter is told", () => {
  for (let round = 0; round < 50; round++) {
    const secret = BigInt(`0x${randomBytes(32).toString("hex")}`) % L;
    const groups = toPaper(secret);
    assert.equal(groups.length, 14);
    assert.equal(fromPaper(groups.join(" ").toLowerCase()), secret);
    const typed = groups.join("");
    const at = round % typed.length;
    assert.equal(fromPaper(typed.slice(0, at) + (typed[at] === "A" ? "B" : "A") + typed.slice(at + 1)), null);
  }
  assert.equal(fromPaper("ABCD"), null);
});

const bel = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`../../../../testdata/belenios/${name}`, import.meta.url)));


test("an archive of the peer gives the votes to open to its own trustees only", () => {
  const archive = bel("peer-threshold.bel");
  const whole = new TextDecoder().decode(archive);
  const begins = whole.indexOf("[[\"Single\"");
  const trustees = JSON.parse(whole.slice(begins, whole.indexOf("\0", begins)));
  const group = trustees.findIndex(([kind]: [string]) => kind === "Pedersen");
  const key = trustees[group][1].verification_keys[1].public_key;
  const found = findWork(archive, key);
  assert.ok("work" in found, JSON.stringify(found));
  assert.equal(found.work.owner, group + 2);
  assert.ok(found.work.lists[0]!.length > 0);
  assert.match(whole, new RegExp(`"election_hash":"${found.work.fingerprint.replaceAll("+", "\\+")}"`));
  assert.deepEqual(findWork(archive, "0".repeat(64)), { fault: "not-yours" });
  assert.deepEqual(findWork(archive.slice(0, -700), key), { fault: "damaged" });
  const altered = archive.slice();
  altered[whole.indexOf("\"alpha\"") + 12]! ^= 1;
  assert.deepEqual(findWork(altered, key), { fault: "damaged" });
});

test("c1_votes_that_were_not_mixed_are_never_opened", () => {
  const peer = vector("peer-election.json");
  const { public_key } = vector("decryption.json");
  const honest = findWork(archiveOf(peer.shuffles), public_key);
  assert.ok("work" in honest);
  assert.deepEqual(honest.work.lists, JSON.parse(peer.shuffles.at(-1).payload).ciphertexts);
  assert.equal(honest.work.fingerprint, readElection(peer.election).fingerprint);
  assert.equal(honest.work.owner, 1);
  assert.deepEqual(findWork(archiveOf([]), public_key), { fault: "not-mixed" });
  // A "mix" that gives back what was cast, in the same or another order; or an earlier mix.
  const tally = JSON.parse(peer.encrypted_tally);
  const proofs = JSON.parse(peer.shuffles[0].payload).proofs;
  const mixOf = (ciphertexts: unknown): { owner: number; payload: string } => ({ owner: 2, payload: JSON.stringify({ ciphertexts, proofs }) });
  assert.deepEqual(findWork(archiveOf([mixOf(tally)]), public_key), { fault: "not-secret" });
  assert.deepEqual(findWork(archiveOf([mixOf([[...tally[0]].reverse()])]), public_key), { fault: "not-secret" });
  assert.deepEqual(findWork(archiveOf([peer.shuffles[0], peer.shuffles[0]]), public_key), { fault: "not-secret" });
  assert.deepEqual(findWork(archiveOf([peer.shuffles[0], mixOf([tally[0].slice(1)])]), public_key), { fault: "damaged" });
});

test("g3_both_languages_of_the_trustees_page_have_every_text", () => {
  assert.deepEqual(Object.keys(TEXTS.cy).sort(), Object.keys(TEXTS.en).sort());
});
