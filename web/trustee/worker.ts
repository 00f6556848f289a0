// Opens ciphertexts beside the page, in pieces, so that the page stays alive and can pause.

import { machine } from "../booth/protocol/group.js";
import { decrypt, publicKey, type Part } from "./key.js";

/** One piece of work: the ciphertexts from `start` on of the whole list. */
export interface Task {
  secret: bigint;
  fingerprint: string;
  start: number;
  alphas: string[];
}

export type Report = { start: number; parts: Part[] } | { fault: string };

addEventListener("message", (event: MessageEvent<Task>) => {
  const { secret, fingerprint, start, alphas } = event.data;
  let report: Report;
  try {
    const key = publicKey(secret);
    report = { start, parts: alphas.map((alpha) => decrypt(secret, key, fingerprint, alpha, machine)) };
  } catch (fault) {
    report = { fault: String(fault) };
  }
  postMessage(report);
});
