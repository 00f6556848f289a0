// What stays on the device: the draft of the ranking, and the sealed vote until the office has
// said that it is saved. Never the code. Everything is under the election and the public part of
// the code, so two voters on one device do not see each other's.

import type { Saved } from "./api.js";

export interface Pending {
  ballot: string;
  begun: string | null;
}

export interface Receipt extends Saved {
  /** The whole tracker, as this device computed it. */
  hash: string;
  /** When the office's answer came: milliseconds, by the office's clock. */
  at: number;
}

export class DeviceStore {
  private readonly name: string;

  constructor(private readonly uuid: string, private readonly publicPart: string) {
    this.name = `polity-vote ${uuid} ${publicPart.slice(0, 32)}`;
  }

  draft(): unknown {
    return read("local", `${this.name} draft`);
  }

  keepDraft(order: readonly number[]): void {
    write("local", `${this.name} draft`, order);
  }

  /** The office's token for the instant at which the voter began, for as long as the window. */
  begun(): string | null {
    return read("session", `${this.name} begun`) as string | null;
  }

  keepBegun(token: string): void {
    write("session", `${this.name} begun`, token);
  }

  pending(): Pending | null {
    return read("local", `${this.name} sealed`) as Pending | null;
  }

  /** Kept over a crash of the browser, so that the very same bytes are sent again. */
  keepPending(pending: Pending): void {
    write("local", `${this.name} sealed`, pending);
  }

  dropPending(): void {
    write("local", `${this.name} sealed`, null);
  }

  receipt(): Receipt | null {
    const last = lastReceipt(this.uuid);
    return last?.of === this.publicPart ? last : null;
  }

  /** The vote is saved: draft and sealed vote go; the receipt stays as long as the window. */
  finish(receipt: Receipt): void {
    write("local", `${this.name} draft`, null);
    this.dropPending();
    write("session", receiptName(this.uuid), { ...receipt, of: this.publicPart });
  }
}

const receiptName = (uuid: string): string => `polity-vote ${uuid} receipt`;

/** The receipt that this window showed last, and the public part of whose it is. */
export function lastReceipt(uuid: string): (Receipt & { of: string }) | null {
  return read("session", receiptName(uuid)) as (Receipt & { of: string }) | null;
}

export function dropReceipt(uuid: string): void {
  write("session", receiptName(uuid), null);
}

export function keptLanguage(): string | null {
  const kept = read("local", "polity-language");
  return typeof kept === "string" ? kept : null;
}

export function keepLanguage(language: string): void {
  write("local", "polity-language", language);
}

// A browser may refuse to keep anything, or even to be asked; then the booth works without.

type Kind = "local" | "session";

function storage(kind: Kind): Storage {
  return kind === "local" ? localStorage : sessionStorage;
}

function read(kind: Kind, name: string): unknown {
  try {
    return JSON.parse(storage(kind).getItem(name) ?? "null");
  } catch {
    return null;
  }
}

function write(kind: Kind, name: string, value: unknown): void {
  try {
    if (value === null) storage(kind).removeItem(name);
    else storage(kind).setItem(name, JSON.stringify(value));
  } catch {
    // as above
  }
}
