// The trustee's page: the key, and three steps with it. Everything can go by the office's interface
// or by files, so that the page also serves on a computer without network.

import { machine, randomScalar } from "../booth/protocol/group.js";
import { dayInWords } from "../booth/ui/clock.js";
import { button, h, nodes, type Child } from "../booth/ui/dom.js";
import { qr } from "../booth/ui/qr.js";
import { keepLanguage, keptLanguage } from "../booth/ui/store.js";
import { chooseLanguage, LANGUAGES, type Language, type Values } from "../booth/ui/texts.js";
import { findWork, type ArchiveFault } from "./archive.js";
import { answerTest, decryptionText, fromPaper, publicFile, publicKey, readKeyTest, readSecretFile, secretFile, toPaper } from "./key.js";
import { TrusteeOffice, type Trusteeship } from "./office.js";
import { Opening } from "./opening.js";
import { tell, type TrusteeKey } from "./texts.js";

const FAULTS: Record<ArchiveFault, TrusteeKey> = {
  "damaged": "faultDamaged",
  "not-yours": "faultNotYours",
  "not-mixed": "faultNotMixed",
  "not-secret": "faultNotSecret",
};
const STATES: Record<Trusteeship["state"], TrusteeKey> = {
  "make-key": "stateMake",
  "prove-key": "stateProve",
  "wait": "stateWait",
  "shuffle": "stateShuffle",
  "decrypt": "stateDecrypt",
  "done": "stateDone",
};
/** From here on the command line is recommended. */
const MANY = 20_000;

type Step = "key" | "make" | "prove" | "open";

class TrusteePage {
  private language: Language = chooseLanguage([new URLSearchParams(location.search).get("lang"), keptLanguage(), ...navigator.languages]);
  private readonly office: TrusteeOffice | null;
  private ship: Trusteeship | null = null;
  /** In this window's memory only; never stored, never sent. */
  private secret: bigint | null = null;
  private name = "";
  private publicText: string | null = null;
  private kept = false;
  private answer: string | null = null;
  private opening: Opening | null = null;
  private running = false;
  /** What was last said in each part of the page. */
  private told: Partial<Record<Step, string>> = {};
  private look: "good" | "warn" = "warn";

  constructor() {
    const matter = new URLSearchParams(location.search).get("matter");
    this.office = matter === null || location.protocol === "file:" ? null : new TrusteeOffice(matter, () => this.language);
  }

  async start(): Promise<void> {
    this.draw();
    await this.ask();
  }

  private async ask(): Promise<void> {
    this.ship = await this.office?.trusteeship() ?? null;
    this.draw();
  }

  private t(key: TrusteeKey, values: Values = {}): string {
    return tell(this.language, key, values);
  }

  private draw(focus?: string): void {
    document.documentElement.lang = this.language;
    document.title = [this.t("title"), this.ship?.title].filter((part) => part).join(" – ");
    const at = focus ?? document.activeElement?.id ?? "";
    document.body.replaceChildren(
      h("header", {}, h("div", { class: "top" },
        h("div", { class: "brand" }, h("strong", {}, this.ship?.title ?? "Polity")),
        h("nav", { "aria-label": this.t("languages") }, this.languageButton()))),
      h("main", { id: "main" },
        h("h1", {}, this.t("title")),
        h("p", {}, this.t("lead")),
        this.needed(), this.keyPart(), this.makePart(), this.provePart(), this.openPart(), this.offline()),
      h("footer", {}, h("p", {}, h("a", { href: "/help" }, this.t("helpPage")))),
      this.paper(),
    );
    document.getElementById(at)?.focus();
  }

  private say(step: Step, text: string, focus?: string, look: "good" | "warn" = "warn"): void {
    this.told = { [step]: text };
    this.look = look;
    this.draw(focus);
  }

  /** What was last said of a step, read out by screen readers. */
  private word(step: Step): Child {
    return h("p", { role: "status", class: this.told[step] ? this.look : "" }, this.told[step] ?? "");
  }

  private part(id: string, title: TrusteeKey, ...children: Child[]): HTMLElement {
    return h("section", { "aria-labelledby": `${id}-title`, class: "part" }, h("h2", { id: `${id}-title` }, this.t(title)), ...children);
  }

  private languageButton(): Child {
    const other: Language = this.language === "en" ? "cy" : "en";
    const change = button(LANGUAGES[other], () => {
      this.language = other;
      keepLanguage(other);
      void this.ask().then(() => document.getElementById("language")?.focus());
    }, "plain");
    change.id = "language";
    change.lang = other;
    return change;
  }

  private action(id: string, key: TrusteeKey, what: () => void, look = "second"): HTMLElement {
    const element = button(this.t(key), what, look);
    element.id = id;
    return element;
  }

  /** A field that reads a file's bytes. */
  private file(id: string, key: TrusteeKey, use: (bytes: Uint8Array) => void): Child {
    const field = h("input", { type: "file", id, onchange: () => {
      void field.files?.[0]?.arrayBuffer().then((bytes) => use(new Uint8Array(bytes)));
    } });
    return [h("label", { for: id }, this.t(key)), field];
  }

  private needed(): Child {
    if (this.office === null) return h("p", { class: "warn" }, this.t("noMatter"));
    if (this.ship === null) return h("p", { class: "warn" }, this.t("unreachable"));
    const { title, state, needed_next, when } = this.ship;
    const next = [needed_next, when].filter((part) => part).join(" ");
    return this.part("needed", "needed",
      h("p", {}, this.t("forMatter", { title })),
      h("p", { class: "good" }, this.t(STATES[state])),
      next !== "" && h("p", {}, this.t("neededNext", { what: next })));
  }

  private keyPart(): Child {
    if (this.secret !== null) {
      const start = publicKey(this.secret).slice(0, 12);
      return this.part("key", "keyTitle", h("p", { class: "good" }, this.t("keyOpen", { start })), this.action("lose", "keyLose", () => {
        Object.assign(this, { secret: null, publicText: null, kept: false, answer: null, opening: null });
        this.draw("key-file");
      }), this.word("key"));
    }
    const paper = h("input", { id: "key-paper", autocomplete: "off", spellcheck: "false", "aria-describedby": "key-paper-hint" });
    return this.part("key", "keyTitle",
      h("p", {}, this.t("keyNone")),
      this.file("key-file", "keyFile", (bytes) => this.use(readSecretFile(new TextDecoder().decode(bytes)), "keyBadFile")),
      h("details", {}, h("summary", {}, this.t("keyPaper")),
        h("label", { for: "key-paper" }, this.t("keyPaper")),
        h("p", { class: "hint", id: "key-paper-hint" }, this.t("keyPaperHint")),
        paper,
        this.action("use-paper", "keyPaperUse", () => this.use(fromPaper(paper.value), "keyBadPaper"))),
      this.word("key"));
  }

  private use(secret: bigint | null, fault: TrusteeKey): void {
    if (secret === null) return this.say("key", this.t(fault));
    this.secret = secret;
    this.told = {};
    this.draw("lose");
  }

  private makePart(): Child {
    const title = "makeTitle";
    if (this.secret !== null && this.publicText === null) {
      return this.part("make", title, h("p", { class: "hint" }, this.t("makeAgain")), this.word("make"));
    }
    if (this.secret === null || this.publicText === null) {
      const name = h("input", { id: "name", autocomplete: "name" });
      return this.part("make", title,
        h("p", {}, this.t("makeWhy")),
        h("label", { for: "name" }, this.t("makeName")), name,
        this.action("make-key", "makeButton", () => {
          this.name = name.value.trim();
          if (this.name === "") return this.say("make", this.t("makeNoName"), "name");
          this.secret = randomScalar(machine);
          this.publicText = publicFile(this.secret, this.name, machine);
          this.told = {};
          this.draw("keep-file");
        }, "main"),
        this.word("make"));
    }
    const { secret, publicText } = this;
    const once = (what: () => void): void => {
      if (!this.kept) return this.say("make", this.t("handInFirst"), "keep-file");
      what();
    };
    return this.part("make", title,
      h("h3", {}, this.t("keepTitle")),
      h("p", {}, this.t("keepWhy")),
      h("div", { class: "tools" },
        this.action("keep-file", "keepFile", () => {
          save(`${stem(this.name)}.private.json`, secretFile(secret));
          this.kept = true;
        }),
        this.action("keep-paper", "keepPaper", () => {
          print();
          this.kept = true;
        })),
      h("div", { class: "tools" },
        this.ship !== null && this.action("hand-in", "handIn", () => once(() => void this.handIn("make", "key", publicText)), "main"),
        this.action("public-file", "handInFile", () => once(() => {
          save(`${stem(this.name)}.public.json`, publicText);
          this.say("make", this.t("saved"), undefined, "good");
        }))),
      this.word("make"));
  }

  private async handIn(step: Step, what: "key" | "proof" | "decryption", text: string): Promise<boolean> {
    const why = await this.office!.handIn(what, text);
    if (why === null) this.say(step, this.t("handedIn"), undefined, "good");
    else this.say(step, this.t("refused", { why }));
    if (why === null) void this.ask();
    return why === null;
  }

  private provePart(): Child {
    const reply = (text: string): void => {
      if (this.secret === null) return this.say("prove", this.t("needKey"), "key-file");
      const test = readKeyTest(text);
      if (test === null) return this.say("prove", this.t("proveBad"));
      this.answer = answerTest(this.secret, test, machine);
      if (this.answer === null) return this.say("prove", this.t("proveAsker"));
      if (this.ship?.question != null && text === JSON.stringify(this.ship.question)) void this.handIn("prove", "proof", this.answer);
      else this.draw("save-answer");
    };
    const question = this.ship?.question ?? null;
    return this.part("prove", "proveTitle",
      h("p", {}, this.t("proveWhy")),
      question === null ? h("p", { class: "hint" }, this.t("proveNone")) : this.action("answer", "proveButton", () => reply(JSON.stringify(question)), "main"),
      this.file("test-file", "proveFile", (bytes) => reply(new TextDecoder().decode(bytes))),
      this.answer !== null && this.action("save-answer", "proveSave", () => {
        save("answer.json", this.answer!);
        this.say("prove", this.t("saved"), undefined, "good");
      }),
      this.word("prove"));
  }

  private openPart(): Child {
    const archive = this.ship?.archive ?? null;
    const { opening } = this;
    return this.part("open", "openTitle",
      h("p", {}, this.t("openWhy")),
      h("p", { class: "hint" }, this.t("openNote")),
      archive !== null && opening === null && this.action("fetch", "openFetch", () => void this.fetchArchive(archive), "main"),
      opening === null && this.file("archive-file", "openFile", (bytes) => void this.openArchive(bytes)),
      opening !== null && this.progress(opening),
      this.word("open"));
  }

  private async fetchArchive(path: string): Promise<void> {
    this.say("open", this.t("openReading"));
    const bytes = await this.office!.archive(path);
    if (bytes === null) this.say("open", this.t("unreachable"));
    else await this.openArchive(bytes);
  }

  private async openArchive(bytes: Uint8Array): Promise<void> {
    if (this.secret === null) return this.say("open", this.t("needKey"), "key-file");
    const found = findWork(bytes, publicKey(this.secret));
    if ("fault" in found) return this.say("open", this.t(FAULTS[found.fault]));
    this.opening = new Opening(found.work, this.secret, makeWorker);
    this.told = this.opening.total > MANY ? { open: this.t("openBig") } : {};
    await this.opening.recall();
    void this.work(this.opening);
  }

  private async work(opening: Opening): Promise<void> {
    this.running = true;
    this.draw("pause");
    const fault = await opening.run(() => this.showProgress(opening));
    this.running = false;
    if (fault !== null) return this.say("open", fault);
    this.draw("hand-in-part");
  }

  private showProgress(opening: Opening): void {
    const bar = document.querySelector<HTMLProgressElement>("#progress");
    if (bar === null) return;
    bar.value = opening.done;
    document.querySelector("#progress-words")!.textContent = this.t("openProgress", { done: opening.done, n: opening.total });
  }

  private progress(opening: Opening): Child {
    const words = this.t("openProgress", { done: opening.done, n: opening.total });
    const bar = h("progress", { id: "progress", max: opening.total, value: opening.done, "aria-labelledby": "progress-words" });
    const all = opening.done === opening.total;
    const text = (): string => decryptionText(opening.result());
    return [
      h("p", { id: "progress-words" }, words), bar,
      h("div", { class: "tools" },
        !all && this.running && this.action("pause", "openPause", () => {
          opening.pause();
          this.running = false;
          this.draw("go-on");
        }),
        !all && !this.running && this.action("go-on", "openGoOn", () => void this.work(opening), "main"),
        all && this.ship !== null && this.action("hand-in-part", "handInPart", () => void this.handIn("open", "decryption", text()).then((taken) => {
          if (taken) void opening.forget();
        }), "main"),
        all && this.action("save-part", "openSave", () => {
          save("decryption.json", text());
          this.say("open", this.t("saved"), undefined, "good");
        })),
    ];
  }

  private offline(): Child {
    if (location.protocol === "file:") return null;
    return h("p", { class: "hint" }, this.t("offline"), " ", h("a", { href: "/trustee/offline.html", download: "trustee.html" }, this.t("saveCopy")));
  }

  /** What is printed, and nothing else is. */
  private paper(): HTMLElement {
    const paper = h("div", { class: "backup" });
    if (this.secret === null || this.publicText === null) return paper;
    const groups = toPaper(this.secret);
    const date = dayInWords(this.language, Date.now());
    paper.append(...nodes([
      h("h1", {}, this.t("paperTitle")),
      this.ship !== null && h("p", {}, this.ship.title),
      h("p", {}, this.t("paperName", { name: this.name, date })),
      h("ol", { class: "groups" }, ...groups.map((group) => h("li", {}, group))),
      qr(groups.join("-"), this.t("paperQr")),
      h("p", {}, this.t("paperUse")),
      h("p", { class: "hint" }, this.t("paperPublic", { key: publicKey(this.secret) })),
    ]));
    return paper;
  }
}

function stem(name: string): string {
  return name.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "") || "trustee";
}

/** Lets the person save a text as a file; nothing leaves the device. */
function save(name: string, text: string): void {
  const link = h("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** In the saved copy of the page the worker stands inside the page, which draws itself anew. */
const workerInside = document.getElementById("worker-source")?.textContent ?? null;

function makeWorker(): Worker {
  if (workerInside === null) return new Worker("/trustee/worker.js", { type: "module" });
  return new Worker(URL.createObjectURL(new Blob([workerInside], { type: "text/javascript" })));
}

void new TrusteePage().start();
