// Writes an archive from the items of `peer-election.json`, or an altered one, for tests.

import { hash, hex, utf8 } from "../../booth/protocol/group.js";
import { vector } from "../../booth/tests/vector.js";

/** The election as far as its mixing; `shuffles` are the texts of the mixes and their owners. */
export function archiveOf(shuffles: { owner: number; payload: string }[]): Uint8Array {
  const peer = vector("peer-election.json");
  const members: [string, string][] = [["BELENIOS", '{"version":1,"timestamp":1}']];
  let [parent, height] = ["", 0];
  const data = (text: string): string => {
    const digest = hex(hash(text));
    members.push([`${digest}.data.json`, text]);
    return digest;
  };
  const event = (type: string, payload?: string): void => {
    const text = `{${parent === "" ? "" : `"parent":"${parent}",`}"height":${height},"type":"${type}"${payload === undefined ? "" : `,"payload":"${payload}"`}}`;
    parent = hex(hash(text));
    height += 1;
    members.push([`${parent}.event.json`, text]);
  };
  event("Setup", data(`{"election":"${data(peer.election)}","trustees":"${data(peer.trustees)}","credentials":"${data(peer.credentials)}"}`));
  for (const ballot of peer.ballots) event("Ballot", data(ballot));
  event("EndBallots");
  event("EncryptedTally", data(`{"num_tallied":8,"total_weight":8,"encrypted_tally":"${data(peer.encrypted_tally)}"}`));
  for (const { owner, payload } of shuffles) event("Shuffle", data(`{"owner":${owner},"payload":"${data(payload)}"}`));
  event("EndShuffles");
  return tar(members);
}

function tar(members: [string, string][]): Uint8Array {
  const blocks = members.flatMap(([name, text]) => {
    const body = utf8(text);
    const header = new Uint8Array(512);
    const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, "0");
    const fields: [number, string][] = [[0, name], [100, "0000644"], [108, "0000000"], [116, "0000000"], [124, octal(body.length, 11)], [136, octal(1, 11)], [148, "        0"]];
    for (const [at, value] of fields) header.set(utf8(value), at);
    header.set(utf8(`${octal(header.reduce((sum, byte) => sum + byte, 0), 6)}\0 `), 148);
    return [header, body, new Uint8Array((512 - (body.length % 512)) % 512)];
  });
  const whole = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0));
  blocks.reduce((at, block) => (whole.set(block, at), at + block.length), 0);
  return whole;
}
