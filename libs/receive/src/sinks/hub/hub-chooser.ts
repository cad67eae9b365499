import { noActions } from '@mailyard/back-pressure';
import type { Endpoint } from '@mailyard/smtp';

import type { SessionPressure } from '../../session/session-services.js';

/** A hub process that takes mail. */
export interface Hub {
  readonly id: string;
  /** The server whose queues it has. */
  readonly server: string;
  /** Takes transactions of clients that are not authenticated (2525). */
  readonly inbound: Endpoint;
  /** Takes transactions of authenticated clients (465). */
  readonly client: Endpoint;
  /** MaxHeaderSize of its connectors, the smaller one. */
  readonly maxHeaderBytes: number;
  /** What it does for want of resources, as it has told. */
  readonly pressure?: SessionPressure;
}

export interface HubChooserOptions {
  /** How long a hub that failed is tried last, in milliseconds. */
  readonly failureMemoryMs: number;
  /** Milliseconds on any steady clock. */
  readonly now: () => number;
  /** 0 ≤ x < 1; of equally busy hubs any may be first. */
  readonly random: () => number;
}

/** So long a hub that had no room for a message is taken to have none. */
const fullMs = 500;
const full: SessionPressure = { refuses: 'everybody', tarpitMs: 0 };

/**
 * In which order hubs are tried: the least busy first, those that failed lately last. No hub is preferred for being
 * near, and a hub that has just started takes load at once, since nothing of ours keeps it busy.
 */
export class HubChooser {
  readonly #options: HubChooserOptions;
  readonly #failures = new Map<string, number>();
  readonly #busy = new Map<string, number>();
  readonly #full = new Map<string, number>();
  #hubs: readonly Hub[] = [];
  /** What the least short of them does. */
  #told: SessionPressure = noActions;

  constructor(options: HubChooserOptions) {
    this.#options = options;
  }

  /** The hubs that are alive and active now. */
  update(hubs: readonly Hub[]): void {
    this.#hubs = hubs;
    const known = new Set(hubs.map(({ id }) => id));
    for (const noted of [this.#failures, this.#full]) {
      for (const id of noted.keys()) if (!known.has(id)) noted.delete(id);
    }
    this.#told = leastOf(hubs);
  }

  /** Why nobody need be asked for content: no hub would take the message. */
  get pressure(): SessionPressure {
    if (this.#full.size === 0 || this.#full.size < this.#hubs.length) return this.#told;
    return this.#hubs.every((hub) => this.#within(this.#full, hub, fullMs)) ? full : this.#told;
  }

  get hubs(): readonly Hub[] {
    return this.#hubs;
  }

  candidates(): readonly Hub[] {
    if (this.#hubs.length < 2) return this.#hubs;
    const ranked = this.#hubs.map((hub) => ({
      hub,
      failed: this.#hasReasonToRefuse(hub),
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

  /** It had no room for a message (452 4.3.1). */
  hadNoRoom(hub: Hub): void {
    this.#full.set(hub.id, this.#options.now());
  }

  #hasReasonToRefuse(hub: Hub): boolean {
    const { failureMemoryMs } = this.#options;
    const short = hub.pressure !== undefined && hub.pressure.refuses !== 'nobody';
    return (
      short || this.#within(this.#failures, hub, failureMemoryMs) || this.#within(this.#full, hub, fullMs)
    );
  }

  #within(noted: ReadonlyMap<string, number>, { id }: Hub, ms: number): boolean {
    const at = noted.get(id);
    return at !== undefined && this.#options.now() - at < ms;
  }
}

/** Of several hubs one that takes mail will do. */
function leastOf(hubs: readonly Hub[]): SessionPressure {
  const all = hubs.map(({ pressure = noActions }) => pressure);
  const refuses = (['nobody', 'strangers'] as const).find((least) =>
    all.some((one) => one.refuses === least),
  );
  if (all.length === 0) return noActions;
  return {
    refuses: refuses ?? 'everybody',
    tarpitMs: Math.min(...all.map(({ tarpitMs }) => tarpitMs)),
  };
}
