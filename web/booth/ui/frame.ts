// The frame around every step: language, rehearsal, the close, help; and how one page follows
// another, with title, heading and focus.

import type { BallotInfo } from "./api.js";
import { hourInWords, notice, ownTime, timeInWords, until, type Times } from "./clock.js";
import { button, h, nodes, type Child } from "./dom.js";
import { keepLanguage, keptLanguage } from "./store.js";
import { chooseLanguage, LANGUAGES, say, type Key, type Language, type Values } from "./texts.js";

export class Frame {
  language: Language;
  private readonly main = h("main", { id: "main", tabindex: "-1" });
  private readonly live = h("div", { role: "status", "aria-live": "polite", class: "hidden" });
  private readonly top = h("div", { class: "top" });
  private readonly close = h("div", { class: "close" });
  private readonly urgent = h("div", { role: "status", class: "urgent" });
  private readonly foot = h("footer");
  private info: BallotInfo | null = null;
  private times: (() => Times) | null = null;
  private ask: () => Promise<void> = async () => {};
  private offset = 0;
  private redraw: () => void = () => {};

  constructor() {
    const wished = new URLSearchParams(location.search).get("lang");
    this.language = chooseLanguage([wished, keptLanguage(), ...navigator.languages]);
    const skip = h("a", { href: "#main", class: "skip", onclick: (event) => { event.preventDefault(); this.main.focus(); } });
    skip.append(this.t("skip"));
    document.body.replaceChildren(skip, h("header", {}, this.top, this.close, this.urgent), this.main, this.foot, this.live);
    this.dress();
    setInterval(() => this.tick(), 10_000);
    setInterval(() => {
      if (this.urgent.childNodes.length > 0) void this.ask().then(() => this.tick());
    }, 60_000);
  }

  t(key: Key, values: Values = {}): string {
    return say(this.language, key, values);
  }

  /** The office's time now, in milliseconds. */
  now(): number {
    return Date.now() + this.offset;
  }

  /** What the frame shows of a ballot. Nothing here ever touches what the voter fills in. */
  about(info: BallotInfo, times: () => Times, ask: () => Promise<void>): void {
    this.info = info;
    this.times = times;
    this.ask = ask;
    this.offset = Date.parse(info.server_time) - Date.now();
    this.dress();
  }

  /** Speaks without moving the focus. */
  announce(text: string): void {
    this.live.textContent = text;
  }

  /**
   * Shows a page: the title of the window and the heading change together, and the focus goes to
   * the heading, or stays where `focus` says. `step` is 1 to 4, or 0 for a page beside the way.
   */
  show(page: { step: number; title: string; body: Child[]; redraw: () => void; focus?: string; look?: string }): void {
    const step = page.step > 0 ? this.t("step", { n: page.step }) : null;
    document.title = [page.title, step, this.info?.title].filter((part) => part).join(" – ");
    const heading = h("h1", { tabindex: "-1" }, page.title);
    this.main.className = page.look ?? "";
    this.main.replaceChildren(...nodes([step && h("p", { class: "step" }, step), heading, page.body]));
    this.redraw = page.redraw;
    const target = page.focus === undefined ? null : document.getElementById(page.focus);
    (target ?? heading).focus();
    if (target === null) scrollTo(0, 0);
  }

  /** A summary of what is wrong, above the page's content, that takes the focus. */
  complain(text: string, fieldId: string | null): void {
    this.main.querySelector(".problem")?.remove();
    const words = fieldId === null ? text : h("a", { href: `#${fieldId}`, onclick: (event) => {
      event.preventDefault();
      document.getElementById(fieldId)?.focus();
    } }, text);
    const box = h("div", { class: "problem", role: "alert", tabindex: "-1" }, h("h2", {}, this.t("errorTitle")), h("p", {}, words));
    this.main.prepend(box);
    box.focus();
  }

  /** The one person to ask, with telephone. */
  contact(): Child {
    if (this.info === null) return null;
    const { phone, email } = this.info.contact;
    return h("ul", { class: "contact" },
      phone ? h("li", {}, h("a", { href: `tel:${phone.replace(/[^+\d]/g, "")}` }, this.t("phone", { phone }))) : null,
      email ? h("li", {}, h("a", { href: `mailto:${email}` }, this.t("mail", { email }))) : null);
  }

  contactName(): string {
    return this.info?.contact.name ?? "";
  }

  private dress(): void {
    document.documentElement.lang = this.language;
    const info = this.info;
    const others = (info?.languages ?? ["en", "cy"]).filter((language) => language !== this.language);
    const switches = others.map((language) => {
      const change = button(LANGUAGES[language], () => this.change(language), "plain");
      change.lang = language;
      return change;
    });
    this.top.replaceChildren(...nodes([
      h("div", { class: "brand" }, info === null ? "" : h("strong", {}, info.organisation), info === null ? "" : h("span", {}, info.title)),
      h("nav", { "aria-label": this.t("languages") }, switches),
    ]));
    this.foot.replaceChildren(...nodes([
      h("h2", {}, this.t("helpTitle")),
      info === null ? null : h("p", {}, this.t("helpLine", { name: info.contact.name })),
      this.contact(),
      h("p", {}, h("a", { href: "/help" }, this.t("helpPage"))),
    ]));
    this.tick();
  }

  private change(language: Language): void {
    this.language = language;
    keepLanguage(language);
    this.dress();
    this.redraw();
    this.top.querySelector("button")?.focus();
  }

  private tick(): void {
    const info = this.info;
    if (info === null || this.times === null) return;
    const times = this.times();
    const { kind } = notice(this.now(), times);
    const hour = (instant: number): string => hourInWords(instant, info.zone);
    const when = until(this.language, times.closes - this.now());
    const own = ownTime(this.language, info);
    const open = info.state === "open" || times.begun;
    fill(this.close, [
      info.rehearsal ? h("p", { class: "rehearsal" }, this.t("rehearsal")) : null,
      open && kind === "calm" ? h("p", {}, info.closes_local[this.language], " ", this.t("closesIn", { when }), own === null ? null : ` ${this.t("yourClock", { time: own })}`) : null,
    ]);
    fill(this.urgent, [
      !open || kind === "calm" ? null
        : kind === "soon" ? this.t("soon", { when, time: hour(times.closes) })
        : kind === "grace" ? this.t("grace", { time: hour(times.closes), until: hour(times.graceEnds) })
        : this.t("over"),
    ]);
  }

  /** An instant in words, in the election's zone. */
  time(instant: number): string {
    return timeInWords(this.language, instant, this.info?.zone);
  }
}

/** Replaces content only where it changed, so that a screen reader does not read it again. */
function fill(element: HTMLElement, children: Child[]): void {
  const fresh = h("div", {}, ...children);
  if (fresh.innerHTML !== element.innerHTML) element.replaceChildren(...fresh.childNodes);
}
