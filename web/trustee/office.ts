// The office's side, as the trustee's page sees it. Only what is public is ever sent.

export interface Trusteeship {
  matter: string;
  title: string;
  state: "make-key" | "prove-key" | "wait" | "shuffle" | "decrypt" | "done";
  question: unknown;
  /** Where the election's archive is, once it may be opened. */
  archive: string | null;
  /** When the trustee is needed next, in words. */
  needed_next: string | null;
  when: string | null;
}

export class TrusteeOffice {
  constructor(readonly matter: string, private readonly language: () => string) {}

  private path(end: string): string {
    return `/api/v1/matters/${encodeURIComponent(this.matter)}/trusteeship${end}`;
  }

  async trusteeship(): Promise<Trusteeship | null> {
    try {
      const response = await fetch(this.path(""), { headers: { "Accept-Language": this.language() }, cache: "no-store" });
      return response.ok ? await response.json() as Trusteeship : null;
    } catch {
      return null;
    }
  }

  async archive(path: string): Promise<Uint8Array | null> {
    try {
      const response = await fetch(path, { cache: "no-store" });
      return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
    } catch {
      return null;
    }
  }

  /** Hands in a text; null if it was taken, else why not. */
  async handIn(what: "key" | "proof" | "decryption", body: string): Promise<string | null> {
    try {
      const response = await fetch(this.path(`/${what}`), {
        method: "POST",
        headers: { "Content-Type": "application/json", "Accept-Language": this.language() },
        body,
      });
      if (response.ok) return null;
      const problem = await response.json().catch(() => ({})) as { title?: string; detail?: string };
      return [problem.title, problem.detail].filter((part) => part).join(". ") || String(response.status);
    } catch (fault) {
      return String(fault);
    }
  }
}
