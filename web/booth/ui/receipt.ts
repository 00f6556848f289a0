// Step 5: the receipt. It proves that the vote is in the box, and shows nothing of what is in it:
// receipts of two different votes look the same.

import { readable } from "../protocol/tracker.js";
import type { Visit } from "./booth.js";
import { button, h, picture, type Child } from "./dom.js";
import { qr } from "./qr.js";
import type { Receipt } from "./store.js";

type Place = Pick<Visit, "frame" | "info" | "office">;

/** `another` lets the next voter of this window begin. */
export function receiptStep(visit: Place, receipt: Receipt, another?: () => void): void {
  const { frame, info, office } = visit;
  const t = frame.t.bind(frame);
  const tracker = readable(receipt.hash)!;
  const check = `${location.origin}/booth/${office.uuid}/check#t=${tracker}`;
  const fact = (name: string, value: Child): Child => [h("dt", {}, name), h("dd", {}, value)];
  frame.show({
    step: 0,
    title: t("receiptTitle"),
    body: [
      done(t("receiptDone")),
      h("div", { class: "slip" },
        h("dl", {},
          fact(t("receiptFor"), `${info.title}, ${info.organisation}`),
          fact(t("receiptTime"), frame.time(receipt.at)),
          fact(t("receiptPlace"), t("placeOf", { place: receipt.place, total: receipt.total })),
          fact(t("receiptNumber"), h("span", { class: "tracker" }, tracker))),
        h("p", {}, h("strong", {}, t("receiptSecret")), " ", t("receiptUse")),
        qr(check, t("receiptQr")),
        h("p", { class: "hint" }, t("receiptScan"))),
      h("div", { class: "tools" },
        h("a", { class: "button second", href: check }, t("checkNow")),
        button(t("print"), () => print(), "second")),
      mailForm(visit, receipt),
      h("details", { class: "expert" }, h("summary", {}, t("details")), h("dl", {},
        fact(t("detailWhole"), h("code", {}, receipt.hash)),
        fact(t("detailHead"), h("code", {}, receipt.head)),
        fact(t("detailPromise"), h("pre", {}, receipt.promise)))),
      info.revote === "last-counts" && h("p", {}, t("codeRevote")),
      another !== undefined && button(t("otherCode"), another, "plain"),
    ],
    redraw: () => receiptStep(visit, receipt, another),
  });
}

/** Good news with a green tick. */
export function done(text: string): Child {
  const tick = "M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22zm-1.6 16.6-5-5 2-2 3 3 6.6-6.6 2 2z";
  return h("p", { class: "good done" }, picture(24, tick, null, "tick"), text);
}

function mailForm(visit: Place, receipt: Receipt): Child {
  const { frame, office } = visit;
  const t = frame.t.bind(frame);
  const field = h("input", { id: "email", type: "email", autocomplete: "email", "aria-describedby": "email-hint email-told" });
  const told = h("p", { id: "email-told", role: "status" });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const email = field.value.trim();
    const sound = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
    field.toggleAttribute("aria-invalid", !sound);
    told.className = sound ? "" : "fault";
    if (!sound) {
      told.textContent = t("mailBad");
      field.focus();
      return;
    }
    const answer = await office.mail(receipt.hash, email);
    told.textContent = "ok" in answer ? t("mailSent", { email }) : answer.problem.detail || t("mailFailed");
  };
  return h("form", { class: "mail", onsubmit: (event) => void submit(event), novalidate: true },
    h("h2", {}, t("receiptMail")),
    h("label", { for: "email" }, t("mailLabel")),
    h("p", { class: "hint", id: "email-hint" }, t("mailHint")),
    h("div", { class: "row" }, field, h("button", { type: "submit", class: "button second" }, t("mailSend"))),
    told);
}
