import type { ServerKeys } from '../keys.js';
import { submissionQueue, unreachableQueue } from '../keys.js';
import type { QueueConnection } from '../connection/queue-connection.js';
import { scheduleScripts } from './schedule-scripts.js';

export interface Look {
  /** An empty queue goes after it. */
  readonly idleMs: number;
  /** Mail has just passed. */
  readonly worked: boolean;
  /** Whether this server has lanes for it. */
  readonly served: boolean;
  /** The longest time for which a message is delayed. */
  readonly longestDelayMs: number;
}

/** When somebody should look at a queue, and when a queue in Retry tries its next hop: the timers of a server's queues. */
export class QueueSchedule {
  readonly #connection: QueueConnection;
  readonly #keys: ServerKeys;
  readonly #stalledIntervalMs: number;

  constructor(options: {
    readonly connection: QueueConnection;
    readonly keys: ServerKeys;
    readonly stalledIntervalMs: number;
  }) {
    this.#connection = options.connection;
    this.#keys = options.keys;
    this.#stalledIntervalMs = options.stalledIntervalMs;
  }

  /** Queues that somebody should look at now. */
  async due(now: number): Promise<readonly string[]> {
    const args = [now, longestLookMs + clockSkewMs, `${this.#keys.prefix}:`].map(String);
    return (await this.#connection.run(
      scheduleScripts.due,
      [this.#keys.nextHops],
      args,
    )) as readonly string[];
  }

  /** Every queue that exists. */
  async queues(): Promise<readonly string[]> {
    const [names] = await this.#connection.read((redis) => redis.zrange(this.#keys.nextHops, '0', '-1'));
    return names as readonly string[];
  }

  /** When to look at a queue again (milliseconds since the epoch), or undefined when it was empty for long and is gone. */
  async lookAt(queue: string, now: number, look: Look): Promise<number | undefined> {
    const { idleMs, worked, served, longestDelayMs } = look;
    const permanent = queue === submissionQueue || queue === unreachableQueue;
    const args = [
      queue,
      now,
      permanent ? 0 : idleMs,
      this.#stalledIntervalMs,
      worked ? 1 : 0,
      longestLookMs,
      longestDelayMs,
      this.#keys.ofQueue(queue, ''),
      served ? 1 : 0,
    ].map(String);
    const keys = [
      this.#keys.nextHops,
      this.#keys.nextHop(queue),
      ...queueKeyTypes.map((type) => this.#keys.ofQueue(queue, type)),
    ];
    const due = Number(await this.#connection.run(scheduleScripts.look, keys, args));
    return due < 0 ? undefined : due;
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

/** In the order of the script’s KEYS: first those that it reads. */
const queueKeyTypes =
  'wait active prioritized delayed meta limiter marker paused id events stalled stalled-check completed failed pc'.split(
    ' ',
  );
