import { ReplicaChannel, type ReplicaChannelOptions } from '@mailyard/service';

import type { InboundLoad, LoadReport } from './inbound-load.js';
import type { KeyCount } from './sliding-minute.js';

export interface LoadExchangeOptions extends ReplicaChannelOptions {
  readonly load: InboundLoad;
}

interface Message extends LoadReport {
  /** For replicas that were heard of for the first time. */
  readonly minute?: { readonly newcomers: readonly string[]; readonly spent: readonly KeyCount[] };
}

// Changes of so long are told at once: what two replicas can admit too much within it is the price for never asking.
const gatherMs = 50;
// So often everything is told, which heals what got lost and lets newcomers in.
const beatMs = 2000;
// As long as a dead process stays in the service registry.
const silenceMs = 5000;

/**
 * Tells the other replicas of a service how many sessions are here and hears how many are there, over a channel of
 * Redis: nothing is stored, so what a killed replica had is gone soon after it, and a session waits for nobody. Without
 * Redis each replica goes on with what it knows, and after 5 s with its own sessions only.
 */
export class RedisLoadExchange {
  readonly #options: LoadExchangeOptions;
  readonly #channel: ReplicaChannel;
  /** Know nothing of this replica yet. */
  readonly #newcomers = new Set<string>();
  #beat: NodeJS.Timeout | undefined;
  #gathering: NodeJS.Timeout | undefined;
  #publishing = false;

  constructor(options: LoadExchangeOptions) {
    this.#options = options;
    this.#channel = new ReplicaChannel('load', options);
  }

  /** Resolves when it listens. */
  async start(): Promise<void> {
    const { load } = this.#options;
    await this.#channel.open((text, instance) => this.#hear(text, instance));
    load.onChange = () => this.#publishSoon();
    this.#beat = setInterval(() => {
      load.forgetSilent(silenceMs);
      void this.#publish({ full: true });
    }, beatMs);
    await this.#publish({ full: true });
  }

  /** Called when no session is left. */
  async stop(): Promise<void> {
    clearInterval(this.#beat);
    clearTimeout(this.#gathering);
    this.#options.load.onChange = () => undefined;
    this.#channel.close();
    await this.#channel.send('gone');
  }

  #publishSoon(): void {
    this.#gathering ??= setTimeout(() => void this.#publish(), gatherMs);
  }

  async #publish({ full = false } = {}): Promise<void> {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    // While Redis is slow, requests would pile up; what has changed stays to be told.
    if (this.#publishing) return this.#publishSoon();
    this.#publishing = true;
    // What gets lost is told with the next beat.
    await this.#channel.send(JSON.stringify(this.#message(full)));
    this.#publishing = false;
  }

  #message(full: boolean): Message {
    const { load } = this.#options;
    const newcomers = [...this.#newcomers];
    this.#newcomers.clear();
    if (newcomers.length === 0) return load.report({ full });
    return { ...load.report({ full: true }), minute: { newcomers, spent: load.minute() } };
  }

  #hear(text: string, id: string): void {
    const { load, instance } = this.#options;
    if (text === 'gone') return load.forget(id);
    const { minute, ...report } = JSON.parse(text) as Message;
    const isNew = load.hear(id, report);
    if (minute?.newcomers.includes(instance) === true) load.learn(minute.spent);
    if (!isNew) return;
    this.#newcomers.add(id);
    void this.#publish();
  }
}
