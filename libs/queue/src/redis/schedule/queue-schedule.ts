import { type ServerKeys, submissionQueue, unreachableQueue } from '../keys.js';
import type { QueueConnection } from '../connection/queue-connection.js';
import { scheduleScripts } from './schedule-scripts.js';

/** A queue that somebody should look at. */
export interface DueQueue {
  readonly name: string;
  /** A job of it can be had. */
  readonly ready: boolean;
  /** Somebody works on a job of it, or has died of it. */
  readonly active: boolean;
}

export interface Look {
  readonly name: string;
  /** Mail has just passed. */
  readonly worked: boolean;
  /** Whether this server has lanes for it. */
  readonly served: boolean;
}

export interface LookSettings {
  /** An empty queue goes after it. */
  readonly idleMs: number;
  /** The longest time for which a message is delayed. */
  readonly longestDelayMs: number;
}

/** When somebody should look at a queue, and when a queue in Retry tries its next hop: the timers of a server's queues. */
export class QueueSchedule {
  readonly #connection: QueueConnection;
  readonly #keys: ServerKeys;
  readonly #stalledIntervalMs: number;
  /** Where among the queues the next look for markers begins. */
  #nextMarker = 0;

  constructor(options: {
    readonly connection: QueueConnection;
    readonly keys: ServerKeys;
    readonly stalledIntervalMs: number;
  }) {
    this.#connection = options.connection;
    this.#keys = options.keys;
    this.#stalledIntervalMs = options.stalledIntervalMs;
  }

  /** Queues that somebody should look at now. Those that are ready are for the caller: nobody else gets them for a while. */
  async *due(): AsyncGenerator<readonly DueQueue[]> {
    let markersLookedAt = markersAtOnce;
    for (let more = true; more; markersLookedAt = 0) {
      const words = [
        Date.now(),
        longestLookMs + clockSkewMs,
        `${this.#keys.prefix}:`,
        dueAtOnce,
        Math.min(givenOutMs, this.#stalledIntervalMs),
        this.#nextMarker,
        markersLookedAt,
      ].map(String);
      const reply = await this.#connection.run(scheduleScripts.due, [this.#keys.nextHops], words);
      const [next, isMore, ...found] = reply as readonly (string | number)[];
      if (markersLookedAt > 0) this.#nextMarker = Number(next);
      more = isMore === 1;
      yield dueQueues(found);
    }
  }

  /** Every queue that exists. */
  async queues(): Promise<readonly string[]> {
    const [names] = await this.#connection.read((redis) => redis.zrange(this.#keys.nextHops, '0', '-1'));
    return names as readonly string[];
  }

  /**
   * When to look at these queues again (milliseconds since the epoch), in their order; undefined for those that were empty
   * for long and are gone.
   */
  async lookAt(queues: readonly Look[], settings: LookSettings): Promise<readonly (number | undefined)[]> {
    const slices: Promise<unknown>[] = [];
    for (let from = 0; from < queues.length; from += looksAtOnce) {
      const words = [
        Date.now(),
        this.#stalledIntervalMs,
        longestLookMs,
        settings.longestDelayMs,
        `${this.#keys.prefix}:`,
        ...queues.slice(from, from + looksAtOnce).flatMap(({ name, worked, served }) => {
          const permanent = name === submissionQueue || name === unreachableQueue;
          return [name, permanent ? 0 : settings.idleMs, worked ? 1 : 0, served ? 1 : 0];
        }),
      ].map(String);
      slices.push(this.#connection.run(scheduleScripts.look, [this.#keys.nextHops], words));
    }
    const times = (await Promise.all(slices)).flatMap((reply) => reply as readonly number[]);
    return times.map((time) => (time < 0 ? undefined : time));
  }

  /** The queue’s next hop could not be reached; false when another lane has said so already. */
  async enterRetry(
    queue: string,
    retry: { readonly retryCount: number; readonly waitMs: number; readonly lastError: string },
  ): Promise<boolean> {
    const keys = [
      this.#keys.nextHops,
      this.#keys.nextHop(queue),
      this.#keys.ofQueue(queue, 'meta'),
      this.#keys.ofQueue(queue, 'limiter'),
    ];
    const { retryCount, waitMs, lastError } = retry;
    const values = [Date.now(), retryCount, Math.max(1, Math.round(waitMs)), probeWindowMs].map(String);
    const args = [queue, ...values, lastError, String(longestLookMs)];
    return (await this.#connection.run(scheduleScripts.enterRetry, keys, args)) === 1;
  }

  /** A limit has changed: whatever queue waits for one is tried anew. */
  async endWaits(): Promise<void> {
    const queues = await this.queues();
    for (let from = 0; from < queues.length; from += looksAtOnce) {
      const words = [`${this.#keys.prefix}:`, ...queues.slice(from, from + looksAtOnce)];
      await this.#connection.run(scheduleScripts.endWaits, [this.#keys.nextHops], words);
    }
  }

  /** Queues that have been in Retry for so long, each once in that time. */
  async longInRetry(ms: number): Promise<readonly string[]> {
    const queues = (await this.queues()).length;
    const found: string[] = [];
    for (let from = 0; from < queues; from += markersAtOnce) {
      const now = Date.now();
      const words = [now, now - ms, `${this.#keys.prefix}:`, from, markersAtOnce].map(String);
      const reply = await this.#connection.run(scheduleScripts.longInRetry, [this.#keys.nextHops], words);
      found.push(...(reply as readonly string[]));
    }
    return found;
  }

  /** Messages of the queue that wait for their own next attempt need not wait any more. */
  async endDelays(queue: string): Promise<void> {
    const { keys, args } = retryNowArguments(this.#keys, queue, '1');
    await this.#connection.run(scheduleScripts.retryNow, keys, args);
  }

  /** Those queues try their next hop now; messages that wait for their own next attempt go on waiting. */
  async retryNow(queues: readonly string[]): Promise<void> {
    const { retryNow } = scheduleScripts;
    await Promise.all(
      queues.map((queue) => {
        const { keys, args } = retryNowArguments(this.#keys, queue, '0');
        return this.#connection.run(retryNow, keys, args);
      }),
    );
  }
}

/** What the script needs. `delayed`: also the messages that wait for their own next attempt. */
export function retryNowArguments(
  of: ServerKeys,
  queue: string,
  delayed: '0' | '1',
): { readonly keys: readonly string[]; readonly args: readonly string[] } {
  return {
    keys: [of.nextHops, of.ofQueue(queue, 'limiter'), of.ofQueue(queue, 'delayed')],
    args: [queue, delayed],
  };
}

/** Also what a queue waits at most after the clock was set back. */
const longestLookMs = 60_000;
/** Hosts of one server may differ by so much. */
const clockSkewMs = 5_000;
/** After a retry interval one job goes ahead; others follow when it got through or this time has passed. */
const probeWindowMs = 5_000;

/** So many queues one run of a script gives out or looks at, about two milliseconds for which Redis does nothing else. */
const dueAtOnce = 250;
const looksAtOnce = 250;
/** Among more queues a marker is found after several scans. */
const markersAtOnce = 500;
/** For how long a queue with work is not given out again, unless its jobs have to be checked sooner. */
const givenOutMs = 400;

function dueQueues(found: readonly (string | number)[]): readonly DueQueue[] {
  const queues: DueQueue[] = [];
  for (let at = 0; at < found.length; at += 2) {
    const state = Number(found[at + 1]);
    queues.push({ name: String(found[at]), ready: state === 1 || state === 3, active: state >= 2 });
  }
  return queues;
}
