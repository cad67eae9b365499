import type { Reply } from '@mailyard/smtp';

import type { KnownSlowDown } from '../reasons.js';
import { asksForLess, slowedDown, type Amount, type SlowDown } from '../slow-down.js';
import type { LimitScripts } from './limit-scripts.js';
import type { ScriptRunner } from './script-runner.js';

export interface SlowDownsOptions {
  readonly scripts: ScriptRunner<keyof LimitScripts>;
  readonly prefix: string;
  readonly leaseMs: number;
  /** By this hub: messages of the last minute, connections. */
  readonly own: (key: string) => Amount;
  /** Told to one hub of the server. */
  readonly onSlowedDown: (key: string, slowDown: KnownSlowDown) => void;
  readonly onFault: (error: unknown) => void;
}

interface Read {
  readonly state: SlowDown;
  /** When it was that old, of the monotonic clock. */
  readonly ageMs: number;
  readonly at: number;
}

const saidMax = 300;

/** Destinations that have asked for less, as the hubs of a server tell each other in Redis. */
export class RedisSlowDowns {
  readonly #options: SlowDownsOptions;
  readonly #heeding = new Set<string>();
  #known: ReadonlyMap<string, Read> = new Map();

  constructor(options: SlowDownsOptions) {
    this.#options = options;
  }

  of(key: string): KnownSlowDown | undefined {
    const read = this.#known.get(key);
    if (read === undefined) return undefined;
    const ageMs = read.ageMs + performance.now() - read.at;
    return ageMs < read.state.durationMs ? { state: read.state, ageMs } : undefined;
  }

  all(): ReadonlyMap<string, KnownSlowDown> {
    const known = [...this.#known.keys()].flatMap((key) => {
      const slowDown = this.of(key);
      return slowDown === undefined ? [] : [[key, slowDown] as const];
    });
    return new Map(known);
  }

  /** What Redis has told of all of them: destination, age, state, …. */
  read(found: readonly string[]): void {
    const at = performance.now();
    const known = new Map<string, Read>();
    for (let index = 0; index + 2 < found.length; index += 3) {
      const [key = '', ageMs, state = ''] = found.slice(index, index + 3);
      known.set(key, { state: JSON.parse(state) as SlowDown, ageMs: Number(ageMs), at });
    }
    this.#known = known;
  }

  heard(key: string, reply: Reply): void {
    if (!asksForLess(reply) || this.#heeding.has(key)) return;
    this.#heeding.add(key);
    this.#heed(key, reply)
      .catch(this.#options.onFault)
      .finally(() => this.#heeding.delete(key));
  }

  async #heed(key: string, reply: Reply): Promise<void> {
    const { scripts, prefix, leaseMs, own, onSlowedDown } = this.#options;
    const answer = await scripts.run('destination', prefix, [key, leaseMs]);
    const [connections, ageMs, stored] = answer as readonly [number, string, string];
    const before =
      stored === '' ? undefined : { state: JSON.parse(stored) as SlowDown, ageMs: Number(ageMs) };
    const state = slowedDown(before, reply.toString().slice(0, saidMax), amountOfAll(own(key), connections));
    if (state === undefined) return;
    const words = [key, stored, JSON.stringify(state), state.durationMs];
    if ((await scripts.run('slowDown', prefix, words)) !== 1) return;
    this.#known = new Map([...this.#known, [key, { state, ageMs: 0, at: performance.now() }]]);
    onSlowedDown(key, { state, ageMs: 0 });
  }
}

/** Other hubs send about as much over each of their connections as this one. */
function amountOfAll(own: Amount, connections: number): Amount {
  const share = Math.max(connections, own.connections, 1) / Math.max(own.connections, 1);
  return { messagesPerMinute: Math.round(own.messagesPerMinute * share), connections };
}
