// Step 3: the review, with the one button that casts. While the voter reads, the paper is sealed,
// so that casting takes no time; and a voter who doubts the device can have that paper opened.

import { numbersOf, packPaper, seal, type Sealed } from "../protocol/ballot.js";
import { machine } from "../protocol/group.js";
import { readable, trackerOf } from "../protocol/tracker.js";
import type { Visit } from "./booth.js";
import { button, h, hidden, type Child } from "./dom.js";
import { qr } from "./qr.js";
import { unranked } from "./ranking.js";
import { rowId } from "./rank.js";

/** The sealed paper for the ranking as it stands; the same one until the ranking changes. */
export function sealedPaper(visit: Visit): Sealed {
  const numbers = numbersOf(visit.ranking.order, visit.info.candidates.length);
  if (visit.sealed === null) {
    const start = performance.now();
    visit.sealed = seal(visit.election, visit.credential, [numbers], machine);
    performance.measure("paper sealed", { start });
  }
  return visit.sealed;
}

export function reviewStep(visit: Visit): void {
  const { frame, info } = visit;
  const { order } = visit.ranking;
  const t = frame.t.bind(frame);
  const change = (of: string, focus: string): Child =>
    button([t("change"), hidden(` ${of}`)], () => visit.go("rank", focus), "plain");
  const rest = unranked(visit.ranking);
  const again = info.revote === "last-counts";
  const words = order.length === 0 ? (again ? "castBlankAgain" : "castBlank") : (again ? "castAgain" : "castFinal");

  const ranking = order.length === 0
    ? h("p", { class: "warn" }, t("blankReview"))
    : h("ol", { class: "order" }, ...order.map((candidate) => {
      const { name } = info.candidates[candidate - 1]!;
      return h("li", {}, h("span", { class: "name" }, name), change(t("changeName", { name }), rowId(candidate)));
    }));
  frame.show({
    step: 3,
    title: t("reviewTitle"),
    body: [
      h("p", { class: "warn" }, t("notCast")),
      h("h2", {}, t("yourOrder")),
      ranking,
      rest.length > 0 && h("p", { class: "rest" }, t("unrankedCount", { n: rest.length }), " ", change(t("changeUnranked"), rowId(rest[0]!))),
      rest.length > 0 && order.length > 0 && h("p", { class: "hint" }, info.rule.short_rankings[frame.language]),
      h("div", { class: "cast" },
        button(t(words, { time: frame.time(Date.parse(info.closes)) }), () => visit.go("cast"), "main"),
        button(t("back"), () => visit.go("rank"), "second")),
      audit(visit),
    ],
    redraw: () => reviewStep(visit),
  });
  setTimeout(() => sealedPaper(visit), 100);
}

/** "Check that this device tells the truth": the number of the sealed paper first, then the choice. */
function audit(visit: Visit): Child {
  const { frame } = visit;
  const t = frame.t.bind(frame);
  const inside = h("div", { "aria-live": "polite" }, h("p", {}, t("auditWait")));
  const box = h("details", { class: "audit", ontoggle: () => {
    if (box.open) setTimeout(offer, 20);
  } }, h("summary", {}, t("auditTitle")), h("p", {}, t("auditWhy")), inside);

  const offer = (fault?: string): void => {
    const paper = sealedPaper(visit);
    const tracker = readable(trackerOf(paper.bytes))!;
    inside.replaceChildren(
      h("p", {}, t("auditSealed")),
      h("p", { class: "tracker" }, tracker),
      h("p", {}, t("auditNote")),
      button(t("auditDo"), () => void reveal(paper, tracker), "second"),
      ...(fault === undefined ? [] : [h("p", { class: "warn" }, fault)]),
    );
  };

  // The office first puts the paper aside for ever; only then is shown what opens it.
  const reveal = async (paper: Sealed, tracker: string): Promise<void> => {
    inside.replaceChildren(h("p", { class: "waiting" }, t("auditBusy")));
    const answer = await visit.office.spoil(trackerOf(paper.bytes));
    if ("problem" in answer) return offer(t("auditFailed"));
    visit.sealed = null;
    const link = `${location.origin}/booth/${visit.office.uuid}/check#p=${packPaper(paper)}`;
    const redraw = (): void => frame.show({
      step: 3,
      title: t("auditTitle"),
      body: [
        h("p", { class: "warn" }, frame.t("auditGone")),
        h("p", {}, frame.t("auditScan")),
        qr(link, frame.t("auditLink")),
        h("p", {}, h("a", { href: link, target: "_blank", rel: "noopener" }, frame.t("auditLink")), " ", copyButton(visit, link)),
        h("p", {}, frame.t("auditCompare", { tracker })),
        button(frame.t("auditFresh"), () => visit.go("review"), "main"),
      ],
      redraw,
    });
    redraw();
  };
  return box;
}

function copyButton(visit: Visit, link: string): Child {
  const { frame } = visit;
  return button(frame.t("copyLink"), () => void navigator.clipboard?.writeText(link).then(() => frame.announce(frame.t("copied"))), "plain");
}
