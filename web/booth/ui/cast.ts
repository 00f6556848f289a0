// Step 4: saving. The sealed vote is kept on the device before it is sent and until the office has
// answered, so that trying again, even after a crash, sends the very same bytes: one vote, one
// receipt.

import { readable, trackerOf } from "../protocol/tracker.js";
import type { Problem, Saved } from "./api.js";
import type { Visit } from "./booth.js";
import { alreadyVoted, closed } from "./code.js";
import { button, h } from "./dom.js";
import { sealedPaper } from "./review.js";
import type { Pending } from "./store.js";

/** Pauses before the second and third try, in milliseconds; then the voter decides. */
const PAUSES = [1_000, 4_000];

export function castStep(visit: Visit): void {
  const { frame, store } = visit;
  const redraw = (): void => frame.show({
    step: 4,
    title: frame.t("savingTitle"),
    look: "saving",
    body: [h("p", { class: "waiting" }, frame.t("savingBody"))],
    redraw,
  });
  redraw();
  addEventListener("beforeunload", warn);
  // Lets the page appear before the arithmetic, should the paper not be sealed yet.
  setTimeout(() => {
    const pending = store.pending() ?? { ballot: sealedPaper(visit).bytes, begun: visit.begun };
    store.keepPending(pending);
    void send(visit, pending).finally(() => removeEventListener("beforeunload", warn));
  }, 20);
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

async function send(visit: Visit, pending: Pending): Promise<void> {
  for (const pause of [0, ...PAUSES]) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const answer = await visit.office.cast(pending.ballot, pending.begun);
    if ("ok" in answer) return saved(visit, pending, answer.ok);
    const { status } = answer.problem;
    const passing = status === 0 || status === 429 || status >= 500;
    if (!passing) return refused(visit, answer.problem);
  }
  notSaved(visit);
}

function saved(visit: Visit, pending: Pending, answer: Saved): void {
  const { frame, store } = visit;
  const hash = trackerOf(pending.ballot);
  const told = answer.tracker.replaceAll("-", "+").replaceAll("_", "/");
  if (told === hash || answer.tracker === readable(hash)) {
    return visit.finish({ ...answer, hash, at: frame.now() });
  }
  const redraw = (): void => frame.show({
    step: 0,
    title: frame.t("mismatchTitle"),
    body: [h("p", {}, frame.t("mismatchBody", { tracker: readable(hash)!, name: frame.contactName() })), frame.contact()],
    redraw,
  });
  store.keepPending(pending);
  redraw();
}

function notSaved(visit: Visit): void {
  const { frame } = visit;
  frame.show({
    step: 4,
    title: frame.t("notSavedTitle"),
    body: [
      h("p", {}, frame.t("notSavedBody")),
      button(frame.t("tryAgain"), () => castStep(visit), "main"),
      frame.contact(),
    ],
    redraw: () => notSaved(visit),
  });
}

/** The office refused the vote: it is not in the box, and sending it again would not help. */
function refused(visit: Visit, problem: Problem): void {
  const { frame, store, office } = visit;
  store.dropPending();
  visit.sealed = null;
  if (problem.code === "already-voted") return alreadyVoted(frame, office.uuid);
  const fresh = problem.code === "spoiled" || problem.code === "copy" || problem.code === "bad-ballot";
  const redraw = (): void => frame.show({
    step: 0,
    title: problem.title || frame.t("refusedTitle"),
    body: [
      h("p", {}, problem.detail),
      fresh && button(frame.t("freshPaper"), () => visit.go("review"), "main"),
      problem.code === "too-late" && button(frame.t("checkLink"), () => closed(frame, office.uuid), "second"),
      frame.contact(),
    ],
    redraw,
  });
  redraw();
}
