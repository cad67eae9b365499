import type { Endpoint } from '@mailyard/smtp';

/** A hub process that takes mail. */
export interface Hub {
  readonly id: string;
  /** Takes transactions of clients that are not authenticated (2525). */
  readonly inbound: Endpoint;
  /** Takes transactions of authenticated clients (465). */
  readonly client: Endpoint;
  /** MaxHeaderSize of its connectors, the smaller one. */
  readonly maxHeaderBytes: number;
}

export interface HubChooserOptions {
  /** How long a hub that failed is tried last, in milliseconds. */
  readonly failureMemoryMs: number;
  /** Milliseconds on any steady clock. */
  readonly now: () => number;
  /** 0 ≤ x < 1; of equally busy hubs any may be first. */
  readonly random: () => number;
}

/**
 * In which order hubs are tried: the least busy first, those that failed lately last. No hub is preferred for being
 * near, and a hub that has just started takes load at once, since nothing of ours keeps it busy.
 */
export class HubChooser {
  readonly #options: HubChooserOptions;
  readonly #failures = new Map<string, number>();
  readonly #busy = new Map<string, number>();
  #hubs: readonly Hub[] = [];

  constructor(options: HubChooserOptions) {
    this.#options = options;
  }

  /** The hubs that are alive and active now. */
  update(hubs: readonly Hub[]): void {
    this.#hubs = hubs;
    const known = new Set(hubs.map(({ id }) => id));
    for (const id of this.#failures.keys()) if (!known.has(id)) this.#failures.delete(id);
  }

  get hubs(): readonly Hub[] {
    return this.#hubs;
  }

  candidates(): readonly Hub[] {
    if (this.#hubs.length < 2) return this.#hubs;
    const ranked = this.#hubs.map((hub) => ({
      hub,
      failed: this.#failedLately(hub),
      busy: this.#busy.get(hub.id) ?? 0,
      lot: this.#options.random(),
    }));
    return ranked
      .toSorted((a, b) => Number(a.failed) - Number(b.failed) || a.busy - b.busy || a.lot - b.lot)
      .map(({ hub }) => hub);
  }

  /** A transaction went to this hub; call the answer when it is over. */
  begin(hub: Hub): () => void {
    this.#busy.set(hub.id, (this.#busy.get(hub.id) ?? 0) + 1);
    let over = false;
    return () => {
      if (over) return;
      over = true;
      const left = (this.#busy.get(hub.id) ?? 0) - 1;
      if (left > 0) this.#busy.set(hub.id, left);
      else this.#busy.delete(hub.id);
    };
  }

  failed(hub: Hub): void {
    this.#failures.set(hub.id, this.#options.now());
  }

  succeeded(hub: Hub): void {
    this.#failures.delete(hub.id);
  }

  #failedLately({ id }: Hub): boolean {
    const at = this.#failures.get(id);
    return at !== undefined && this.#options.now() - at < this.#options.failureMemoryMs;
  }
}
