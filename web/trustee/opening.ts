// Opening a list of votes piece by piece in a worker. What is done is kept on the device, so that a
// closed window goes on where it stopped. The kept parts are what will be handed in: no secret.

import { hash, hex } from "../booth/protocol/group.js";
import type { Work } from "./archive.js";
import { publicKey, type Part } from "./key.js";
import type { Report, Task } from "./worker.js";

const PIECE = 64;

export class Opening {
  private readonly alphas: string[];
  private readonly parts: Part[] = [];
  private readonly shelf: Shelf;
  private worker: Worker | null = null;

  constructor(private readonly work: Work, private readonly secret: bigint, private readonly makeWorker: () => Worker) {
    this.alphas = work.lists.flat().map(({ alpha }) => alpha);
    this.shelf = new Shelf(hex(hash(`${publicKey(secret)}|${work.fingerprint}|${this.alphas.join()}`)));
  }

  get total(): number {
    return this.alphas.length;
  }

  get done(): number {
    return this.parts.length;
  }

  /** The parts by question, once all are made. */
  result(): Part[][] {
    let at = 0;
    return this.work.lists.map((list) => this.parts.slice(at, (at += list.length)));
  }

  /** Takes up what an earlier window did. */
  async recall(): Promise<void> {
    for (let kept = await this.shelf.piece(this.done); kept !== null; kept = await this.shelf.piece(this.done)) {
      this.parts.push(...kept);
    }
  }

  pause(): void {
    this.worker?.terminate();
    this.worker = null;
  }

  /** Works until all is done or `pause`; `progress` is called after each piece. */
  run(progress: () => void): Promise<string | null> {
    this.pause();
    const worker = this.worker = this.makeWorker();
    return new Promise((resolve) => {
      const next = (): void => {
        progress();
        if (this.done >= this.total) {
          this.pause();
          return resolve(null);
        }
        const task: Task = { secret: this.secret, fingerprint: this.work.fingerprint, start: this.done, alphas: this.alphas.slice(this.done, this.done + PIECE) };
        worker.postMessage(task);
      };
      worker.addEventListener("message", (event: MessageEvent<Report>) => {
        const report = event.data;
        if ("fault" in report) return resolve(report.fault);
        if (report.start !== this.done) return;
        this.parts.push(...report.parts);
        void this.shelf.keep(report.start, report.parts);
        next();
      });
      worker.addEventListener("error", (event) => resolve(event.message));
      next();
    });
  }

  /** All is handed in: nothing need be kept. */
  async forget(): Promise<void> {
    await this.shelf.clear(this.total);
  }
}

/** Finished pieces in the browser's own store; where it has none, nothing is kept. */
class Shelf {
  constructor(private readonly name: string) {}

  async piece(start: number): Promise<Part[] | null> {
    return await this.ask<Part[]>("readonly", (store) => store.get(`${this.name} ${start}`)) ?? null;
  }

  async keep(start: number, parts: Part[]): Promise<void> {
    await this.ask("readwrite", (store) => store.put(parts, `${this.name} ${start}`));
  }

  async clear(total: number): Promise<void> {
    await this.ask("readwrite", (store) => store.delete(IDBKeyRange.bound(`${this.name} 0`, `${this.name} ${"9".repeat(String(total).length + 1)}`)));
  }

  private ask<T>(mode: IDBTransactionMode, what: (store: IDBObjectStore) => IDBRequest): Promise<T | undefined> {
    return new Promise((resolve) => {
      try {
        const opening = indexedDB.open("polity-trustee", 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore("parts");
        opening.onerror = () => resolve(undefined);
        opening.onsuccess = () => {
          const request = what(opening.result.transaction("parts", mode).objectStore("parts"));
          request.onsuccess = () => resolve(request.result as T);
          request.onerror = () => resolve(undefined);
        };
      } catch {
        resolve(undefined);
      }
    });
  }
}
