// The voter's way: code, rank, review, save, receipt. This file says what follows what; each step
// has a file of its own.

import { Office, type BallotInfo } from "./api.js";
import { readElection, type Election, type Sealed } from "../protocol/ballot.js";
import type { Credential } from "../protocol/credential.js";
import { castStep } from "./cast.js";
import { codeStep } from "./code.js";
import { button, h } from "./dom.js";
import { Frame } from "./frame.js";
import { rankStep } from "./rank.js";
import { receiptStep } from "./receipt.js";
import { reviewStep } from "./review.js";
import { emptyRanking, restoreRanking, type Ranking } from "./ranking.js";
import { dropReceipt, lastReceipt, type DeviceStore, type Receipt } from "./store.js";

/** What the steps share. */
export interface Visit {
  frame: Frame;
  office: Office;
  info: BallotInfo;
  election: Election;
  credential: Credential;
  store: DeviceStore;
  ranking: Ranking;
  /** The office's token for the instant at which the voter began. */
  begun: string | null;
  /** The sealed paper for `ranking`, once made; gone when the ranking changes. */
  sealed: Sealed | null;
  go(step: "rank" | "review" | "cast", focus?: string): void;
  finish(receipt: Receipt): void;
}

/** The election's identifier in the address `/booth/{uuid}`. */
export function uuidOfAddress(): string {
  return decodeURIComponent(location.pathname.split("/")[2] ?? "");
}

/** Loads the ballot, and checks that the names shown are the ones that the vote is bound to. */
export async function open(frame: Frame, office: Office): Promise<{ info: BallotInfo; election: Election } | null> {
  frame.show({ step: 0, title: frame.t("loading"), body: [], redraw: () => {} });
  const answer = await office.ballot();
  const retry = (): void => location.reload();
  if ("problem" in answer) {
    const { title, detail } = answer.problem;
    const redraw = (): void => frame.show({
      step: 0,
      title: title || frame.t("failedTitle"),
      body: [h("p", {}, detail || frame.t("failedBody")), button(frame.t("again"), retry)],
      redraw,
    });
    redraw();
    return null;
  }
  const info = answer.ok;
  frame.about(info, () => ({ closes: Date.parse(info.closes), graceEnds: Date.parse(info.grace_ends), begun }), async () => {
    // Near the close: has it been put off? Only what the frame shows changes, never the paper.
    const later = await office.ballot();
    if ("problem" in later) return;
    const { closes, grace_ends, closes_local } = later.ok;
    Object.assign(info, { closes, grace_ends, closes_local });
  });
  try {
    const election = readElection(info.election);
    const names = election.questions[0]?.answers ?? [];
    const same = election.uuid === office.uuid && election.questions.length === 1
      && names.length === info.candidates.length
      && info.candidates.every(({ number, name }, index) => number === index + 1 && name === names[index]);
    if (same) return { info, election };
  } catch {
    // told below
  }
  const redraw = (): void => frame.show({
    step: 0,
    title: frame.t("changedTitle"),
    body: [h("p", {}, frame.t("changedBody")), frame.contact()],
    redraw,
  });
  redraw();
  return null;
}

/** Whether this voter has begun, for the frame's words about the close. */
let begun = false;

export async function runBooth(): Promise<void> {
  const frame = new Frame();
  const office = new Office(uuidOfAddress(), () => frame.language);
  const opened = await open(frame, office);
  if (opened === null) return;
  const { info, election } = opened;
  if (info.state === "not-open") return notOpen(frame, info);
  // A page that is loaded again after the vote shows the receipt again.
  const last = lastReceipt(office.uuid);
  if (last !== null && location.hash.length < 2) {
    return receiptStep({ frame, info, office }, last, () => {
      dropReceipt(office.uuid);
      location.reload();
    });
  }

  const { credential, store } = await codeStep(frame, office, info, election, location.hash.slice(1));
  const kept = restoreRanking(store.draft(), info.candidates.length);
  const steps = { rank: rankStep, review: reviewStep, cast: castStep };
  const visit: Visit = {
    frame, office, info, election, credential, store,
    ranking: kept ?? emptyRanking(info.candidates.length),
    begun: store.begun(),
    sealed: null,
    go(step, focus) {
      if (history.state?.step !== step) history.pushState({ step }, "");
      steps[step](visit, focus);
    },
    finish(receipt) {
      removeEventListener("popstate", back);
      // The code has done its work: it leaves the address and the browser's history.
      history.replaceState(null, "", location.pathname + location.search);
      store.finish(receipt);
      receiptStep(visit, receipt);
    },
  };
  // The browser's own back button goes from review to ranking; nothing is lost.
  const back = (event: PopStateEvent): void => {
    const step = (event.state as { step?: string } | null)?.step;
    if (step === "rank" || step === "review") steps[step](visit);
    else if (step !== "cast") steps.rank(visit);
  };

  const receipt = store.receipt();
  if (store.pending() !== null) return castStep(visit);
  if (receipt !== null && info.revote === "final") return visit.finish(receipt);
  addEventListener("popstate", back);
  history.replaceState({ step: "rank" }, "");
  visit.go("rank");
  if (kept !== null) frame.announce(frame.t("draftKept"));
  begun = true;
  if (visit.begun !== null) return;
  const answer = await office.begin();
  if ("problem" in answer) return; // only the grace after the close is lost
  visit.begun = answer.ok.begun;
  store.keepBegun(answer.ok.begun);
}

function notOpen(frame: Frame, info: BallotInfo): void {
  const redraw = (): void => frame.show({
    step: 0,
    title: frame.t("notOpenTitle"),
    body: [h("p", {}, frame.t("notOpenBody", { time: frame.time(Date.parse(info.opens)) }))],
    redraw,
  });
  redraw();
}
