// The check page: is a vote in the box (by receipt number), and what does a sealed paper hold that
// another device put aside (by the link with `#p=`)? What comes after `#` never leaves this device.

import { openPaper, unpackPaper } from "../protocol/ballot.js";
import { readable, readTracker, trackerOf } from "../protocol/tracker.js";
import { Office } from "./api.js";
import { open, uuidOfAddress } from "./booth.js";
import { button, h } from "./dom.js";
import { Frame } from "./frame.js";
import { done } from "./receipt.js";
import type { Key } from "./texts.js";

const FAULTS: Record<string, Key> = {
  form: "faultForm",
  election: "faultElection",
  randomness: "faultRandomness",
  proof: "faultProof",
  signature: "faultSignature",
  mark: "faultMark",
};

export async function runCheck(): Promise<void> {
  const frame = new Frame();
  const office = new Office(uuidOfAddress(), () => frame.language);
  const opened = await open(frame, office);
  if (opened === null) return;
  const { info, election } = opened;

  const ask = (typed: string, fault: string | null): void => {
    const field = h("input", {
      id: "tracker", name: "tracker", type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false",
      "aria-describedby": "tracker-hint", ...(fault === null ? {} : { "aria-invalid": "true" }),
    });
    field.value = typed;
    const submit = (event: Event): void => {
      event.preventDefault();
      const tracker = readTracker(field.value);
      if (tracker === null) ask(field.value, frame.t("checkBad"));
      else void look(tracker);
    };
    frame.show({
      step: 0,
      title: frame.t("checkTitle"),
      body: [
        h("p", {}, frame.t("checkIntro")),
        h("form", { onsubmit: submit, novalidate: true },
          h("label", { for: "tracker" }, frame.t("checkLabel")),
          h("p", { class: "hint", id: "tracker-hint" }, frame.t("checkHint")),
          field,
          h("button", { class: "button main", type: "submit" }, frame.t("checkButton"))),
      ],
      redraw: () => ask(field.value, null),
    });
    if (fault !== null) frame.complain(fault, "tracker");
  };

  const look = async (tracker: string): Promise<void> => {
    const answer = await office.find(tracker);
    const shown = readable(tracker) ?? tracker;
    const another = (): HTMLElement => h("p", {}, button(frame.t("checkAnother"), () => ask("", null), "plain"));
    const redraw = (): void => {
      if ("ok" in answer && answer.ok.in_box) {
        const { place, total } = answer.ok;
        frame.show({ step: 0, title: frame.t("inBoxTitle"), redraw, body: [
          done(frame.t("inBox", { place, n: total })),
          h("p", { class: "tracker" }, shown),
          h("p", {}, frame.t("receiptSecret")),
          h("details", { class: "expert" }, h("summary", {}, frame.t("details")), h("p", {}, h("code", {}, tracker))),
          another(),
        ] });
      } else if ("problem" in answer && answer.problem.code !== "not-in-box") {
        frame.show({ step: 0, title: frame.t("checkFailedTitle"), redraw, body: [
          h("p", {}, answer.problem.detail || frame.t("failedBody")),
          button(frame.t("again"), () => void look(tracker), "main"),
          frame.contact(),
        ] });
      } else {
        frame.show({ step: 0, title: frame.t("notInBoxTitle"), redraw, body: [
          h("p", { class: "tracker" }, shown),
          h("p", { class: "warn" }, frame.t("notInBox", { name: info.contact.name })),
          frame.contact(),
          another(),
        ] });
      }
    };
    redraw();
  };

  const showPaper = (packed: string): void => {
    const paper = unpackPaper(election, packed);
    const opening = paper === null ? null : openPaper(election, paper.bytes, paper.randomness);
    const redraw = (): void => {
      if (paper === null || opening === null || "fault" in opening) {
        const fault = frame.t(opening === null || !("fault" in opening) ? "faultLink" : FAULTS[opening.fault]!);
        frame.show({ step: 0, title: frame.t("paperBadTitle"), redraw, body: [
          h("p", { class: "warn" }, frame.t("paperBad", { name: info.contact.name, fault })),
          frame.contact(),
        ] });
        return;
      }
      const places = opening.papers[0]!
        .map((rank, index) => ({ rank, name: info.candidates[index]!.name }))
        .filter(({ rank }) => rank > 0)
        .sort((one, other) => one.rank - other.rank);
      frame.show({ step: 0, title: frame.t("paperTitle"), redraw, body: [
        h("p", {}, frame.t("paperNumber")),
        h("p", { class: "tracker" }, readable(trackerOf(paper.bytes))!),
        h("p", {}, frame.t(places.length === 0 ? "paperBlank" : "paperGood")),
        h("ol", { class: "order" }, ...places.map(({ rank, name }) => h("li", { value: rank }, name))),
        h("p", { class: "warn" }, frame.t("paperCompare", { name: info.contact.name })),
        frame.contact(),
        h("p", {}, frame.t("paperPast")),
      ] });
    };
    redraw();
  };

  const begin = (): void => {
    const fragment = location.hash.slice(1);
    if (fragment.startsWith("p=")) return showPaper(fragment.slice(2));
    const tracker = readTracker(location.hash);
    if (tracker === null) ask("", null);
    else void look(tracker);
  };
  addEventListener("hashchange", begin);
  begin();
}
