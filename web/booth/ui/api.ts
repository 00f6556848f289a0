// The office's side, as the booth sees it. Nothing else is ever asked, and no other server.

import type { Language } from "./texts.js";

type Both = Record<Language, string>;

export interface BallotInfo {
  uuid: string;
  /** The election's exact text. */
  election: string;
  matter: string;
  title: string;
  organisation: string;
  rehearsal: boolean;
  question: string;
  seats: number;
  /** In the official order; number k is the k-th name of the election. */
  candidates: { number: number; name: string; statement: string | null; photo: string | null; photo_alt: string | null; supporters: string[] }[];
  blank_allowed: boolean;
  revote: "final" | "last-counts";
  opens: string;
  closes: string;
  grace_ends: string;
  zone: string;
  closes_local: Both;
  state: "not-open" | "open" | "closed";
  rule: { short_rankings: Both };
  contact: { name: string; phone: string; email: string };
  languages: Language[];
  booth: string;
  server_time: string;
}

/** A refusal in the server's own words, or `unreachable` when no answer came. */
export interface Problem {
  status: number;
  code: string;
  title: string;
  detail: string;
}

export type Answer<T> = { ok: T } | { problem: Problem };

export interface Saved {
  tracker: string;
  place: number;
  total: number;
  head: string;
  promise: string;
}

const UNREACHABLE: Problem = { status: 0, code: "unreachable", title: "", detail: "" };
const PATIENCE = 20_000;

export class Office {
  constructor(readonly uuid: string, private readonly language: () => Language) {}

  ballot(): Promise<Answer<BallotInfo>> {
    return this.ask("GET", "");
  }

  credential(publicPart: string): Promise<Answer<{ known: boolean; voted: boolean }>> {
    return this.ask("GET", `/credentials/${publicPart}`);
  }

  begin(): Promise<Answer<{ begun: string; at: string }>> {
    return this.ask("POST", "/begin");
  }

  cast(ballot: string, begun: string | null): Promise<Answer<Saved>> {
    return this.ask("POST", "/votes", ballot, begun === null ? {} : { "Polity-Begun": begun });
  }

  find(tracker: string): Promise<Answer<{ in_box: boolean; place: number; total: number }>> {
    return this.ask("GET", `/votes/${tracker.replaceAll("+", "-").replaceAll("/", "_")}`);
  }

  spoil(tracker: string): Promise<Answer<null>> {
    return this.ask("POST", "/spoiled", JSON.stringify({ tracker }));
  }

  mail(tracker: string, email: string): Promise<Answer<null>> {
    return this.ask("POST", "/receipts", JSON.stringify({ tracker, email, lang: this.language() }));
  }

  private async ask<T>(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    try {
      const response = await fetch(`/api/v1/ballots/${encodeURIComponent(this.uuid)}${path}`, {
        method,
        headers: {
          "Accept": "application/json, application/problem+json",
          "Accept-Language": this.language(),
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
        cache: "no-store",
        credentials: "omit",
        redirect: "error",
        referrerPolicy: "no-referrer",
        signal: AbortSignal.timeout(PATIENCE),
      });
      const text = await response.text();
      if (response.ok) return { ok: (text === "" ? null : JSON.parse(text)) as T };
      const told = response.headers.get("Content-Type")?.includes("json") ? JSON.parse(text) : {};
      const { code = "", title = "", detail = "" } = told;
      return { problem: { status: response.status, code: String(code), title: String(title), detail: String(detail) } };
    } catch {
      return { problem: UNREACHABLE };
    }
  }
}
