// Step 1: the code, from the link or typed. It is checked before anything is ranked, so that
// nobody learns only at the end that a letter was wrong or the code was used.

import type { Election } from "../protocol/ballot.js";
import { derive, readCode, type CodeFault, type Credential } from "../protocol/credential.js";
import type { BallotInfo, Office } from "./api.js";
import { button, h } from "./dom.js";
import type { Frame } from "./frame.js";
import { DeviceStore } from "./store.js";

interface Entry {
  credential: Credential;
  store: DeviceStore;
}

/** Returns once the voter has a good code and wants to start. */
export function codeStep(frame: Frame, office: Office, info: BallotInfo, election: Election, fromLink: string): Promise<Entry> {
  return new Promise((resolve) => {
    const start = (code: string): void => {
      const reading = readCode(code);
      if (code === "") return ask("", null);
      if ("fault" in reading) return ask(code, faultInWords(frame, reading.fault));
      page(frame, [h("p", { class: "waiting" }, frame.t("checking"))], () => {});
      // Lets the page appear before the arithmetic.
      setTimeout(() => void look(reading.code), 20);
    };

    const look = async (code: string): Promise<void> => {
      const credential = derive(code, election.uuid);
      const store = new DeviceStore(election.uuid, credential.public);
      const entry = { credential, store };
      const answer = await office.credential(credential.public);
      if ("problem" in answer) {
        const { title, detail } = answer.problem;
        return ask(code, [title || frame.t("failedTitle"), detail || frame.t("failedBody")].join(". ").replace(/\.\. /g, ". "));
      }
      const { known, voted } = answer.ok;
      if (!known) return ask(code, frame.t("codeUnknown"));
      // A vote whose answer was lost is sent again; a receipt of this window is shown again.
      const ours = store.pending() !== null || store.receipt() !== null;
      if (voted && info.revote === "final") return ours ? resolve(entry) : alreadyVoted(frame, office.uuid);
      if (store.pending() !== null) return resolve(entry);
      const inGrace = store.begun() !== null && frame.now() < Date.parse(info.grace_ends);
      if (info.state === "closed" && !inGrace) return closed(frame, office.uuid);
      welcome(entry, voted);
    };

    const welcome = (entry: Entry, voted: boolean): void => page(frame, [
      h("p", { class: "good" }, frame.t(voted ? "codeRevote" : "codeGood")),
      h("h2", {}, info.question),
      button(frame.t("start"), () => resolve(entry), "main"),
      h("p", {}, button(frame.t("otherCode"), () => ask("", null), "plain")),
    ], () => welcome(entry, voted), frame.t("welcome", { title: info.title }));

    const ask = (typed: string, fault: string | null): void => {
      const field = h("input", {
        id: "code", name: "code", type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
        "aria-describedby": "code-hint code-stays", ...(fault === null ? {} : { "aria-invalid": "true" }),
      });
      field.value = typed;
      const submit = (event: Event): void => {
        event.preventDefault();
        if (field.value.trim() === "") ask("", frame.t("codeEmpty"));
        else start(field.value);
      };
      page(frame, [h("form", { onsubmit: submit, novalidate: true },
        h("label", { for: "code" }, frame.t("codeLabel")),
        h("p", { class: "hint", id: "code-hint" }, frame.t("codeHint")),
        field,
        h("p", { class: "hint", id: "code-stays" }, frame.t("codeStays")),
        h("button", { class: "button main", type: "submit" }, frame.t("check")))],
      () => ask(field.value, null));
      if (fault !== null) frame.complain(fault, "code");
    };

    addEventListener("hashchange", () => {
      if (location.hash.length > 1) location.reload();
    });
    if (fromLink === "" && info.state === "closed") closed(frame, office.uuid);
    else start(safeDecode(fromLink));
  });
}

function page(frame: Frame, body: Parameters<Frame["show"]>[0]["body"], redraw: () => void, title = frame.t("codeTitle")): void {
  frame.show({ step: 1, title, body, redraw });
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function faultInWords(frame: Frame, fault: CodeFault): string {
  switch (fault.kind) {
    case "form":
      return frame.t("codeForm", { n: fault.characters });
    case "letter":
      return frame.t("codeLetter", { group: fault.group, letter: fault.letter });
    case "length":
      return frame.t("codeLength", { group: fault.group, n: fault.characters, expected: fault.expected });
    case "check":
      return frame.t("codeCheck");
  }
}

/** Another window, device or person cast with this code. */
export function alreadyVoted(frame: Frame, uuid: string): void {
  frame.show({
    step: 0,
    title: frame.t("votedTitle"),
    body: [
      h("p", {}, frame.t("votedBody")),
      h("p", {}, h("a", { href: `/booth/${uuid}/check` }, frame.t("votedCheck"))),
      h("p", {}, h("strong", {}, frame.t("votedOther", { name: frame.contactName() }))),
      frame.contact(),
    ],
    redraw: () => alreadyVoted(frame, uuid),
  });
}

export function closed(frame: Frame, uuid: string): void {
  frame.show({
    step: 0,
    title: frame.t("closedTitle"),
    body: [
      h("p", {}, frame.t("closedBody")),
      h("p", {}, h("a", { class: "button", href: `/booth/${uuid}/check` }, frame.t("checkLink"))),
    ],
    redraw: () => closed(frame, uuid),
  });
}
