import { RedisLease, type Degradations, type Log } from '@mailyard/service';
import { TrackingStream, type StreamEntry, type TrackingPatience } from '@mailyard/tracking';
import type { Redis } from 'ioredis';

import type { StoreCalls } from '../thread/store-calls.js';

export interface StreamConsumerOptions {
  readonly redis: Redis;
  readonly store: Pick<StoreCalls, 'storeId' | 'appendLines' | 'appendGap'>;
  /** Identity of this process. */
  readonly instance: string;
  readonly patience: Pick<TrackingPatience, 'waitMs'>;
  readonly degradations: Degradations;
  readonly log: Log;
  readonly limits?: Partial<ConsumerLimits>;
}

export interface ConsumerLimits {
  /** How long it waits when there was nothing, or when something was away. */
  readonly pauseMs: number;
  /** Parts of files that are stored together: some thousand rows. */
  readonly batch: number;
  /** After so long another admin centre does it for one that has died. */
  readonly leaseMs: number;
}

const defaultLimits: ConsumerLimits = { pauseMs: 250, batch: 16, leaseMs: 10_000 };
const leaseKey = '{mailyard}:tracking:store';
const code = 'tracking-store-away';

/**
 * Brings what the services have tracked from the streams of all servers into the store. An entry leaves its stream when it
 * is on disk there; one that comes twice is kept once. While the machine is busy this waits for mail. Of several admin
 * centres one does it, and the others when it is gone.
 */
export class StreamConsumer {
  readonly #options: StreamConsumerOptions;
  readonly #limits: ConsumerLimits;
  readonly #stopping = new AbortController();
  #known: string | undefined;
  #lease: RedisLease | undefined;
  #running: Promise<void> | undefined;

  constructor(options: StreamConsumerOptions) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Resolves when what is under way is stored. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.#lease?.release().catch((error: unknown) => {
      this.#options.log.debug(`the lease ends by itself: ${String(error)}`);
    });
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const stored = await this.#turn();
      if (stored === 0) await pause(this.#limits.pauseMs, this.#stopping.signal);
    }
  }

  /** How many entries were stored. */
  async #turn(): Promise<number> {
    const { redis } = this.#options;
    try {
      if (!(await this.#isOurs())) return 0;
      let stored = 0;
      for (const server of await TrackingStream.servers(redis)) {
        stored += await this.#storeNext(server, new TrackingStream(redis, server));
      }
      return stored;
    } catch (error) {
      // Redis away: its connection tells that, and everything waits there or in the files.
      this.#options.log.debug(`tracking events wait: ${String(error)}`);
      return 0;
    }
  }

  async #storeNext(server: string, stream: TrackingStream): Promise<number> {
    const entries = await this.#due(stream);
    if (entries.length === 0) return 0;
    if (!(await this.#store(server, entries))) return 0;
    await stream.settle(entries);
    return entries.length;
  }

  /** The oldest of those that need not wait, or no longer. */
  async #due(stream: TrackingStream): Promise<readonly StreamEntry[]> {
    const { batch } = this.#limits;
    const waitMs = this.#options.patience.waitMs(await stream.bytes());
    if (waitMs === 0) return stream.read('0', batch);
    const isDue = ({ since }: StreamEntry): boolean => Date.now() - since >= waitMs;
    const [oldest] = await stream.read('0', 1);
    if (oldest === undefined || !isDue(oldest)) return [];
    return (await stream.read('0', batch)).filter(isDue);
  }

  async #store(server: string, entries: readonly StreamEntry[]): Promise<boolean> {
    const { store, degradations, log } = this.#options;
    try {
      const texts = entries.flatMap((entry) => ('lines' in entry ? [entry.lines.toString()] : []));
      const { damagedCount } = await store.appendLines({ texts, server });
      for (const entry of entries) if ('gap' in entry) await store.appendGap(entry.gap);
      if (damagedCount > 0) log.error(notRows(damagedCount, server));
      degradations.leave(code, 'store');
      return true;
    } catch (error) {
      const reason = `tracking events wait in Redis and in the log files: ${(error as Error).message}`;
      degradations.enter({ code, subject: 'store', reason });
      return false;
    }
  }

  /** Whoever shares the store may take over; who has another one must not get a part of the events. */
  async #isOurs(): Promise<boolean> {
    const { redis, instance, degradations } = this.#options;
    const storeId = await this.#storeId();
    if (storeId === undefined) return false;
    const { leaseMs } = this.#limits;
    const holder = `${storeId} ${instance}`;
    this.#lease ??= new RedisLease({ redis, key: leaseKey, holder, leaseMs });
    const current = await this.#lease.holder();
    const isStrange = current.split(' ')[0] !== storeId;
    if (isStrange) {
      const reason =
        'another admin centre has the tracking events in a store of its own: several share one with MAILYARD_TRACKING_DATABASE';
      degradations.enter({ code: 'tracking-store-not-shared', subject: 'store', reason });
    } else degradations.leave('tracking-store-not-shared', 'store');
    return current === holder;
  }

  async #storeId(): Promise<string | undefined> {
    const { store, degradations } = this.#options;
    try {
      return (this.#known ??= await store.storeId());
    } catch (error) {
      degradations.enter({
        code,
        subject: 'store',
        reason: `it cannot be opened: ${(error as Error).message}`,
      });
      return undefined;
    }
  }
}

function notRows(count: number, server: string): string {
  return `${count} lines of the tracking log of ${server} are no rows: they are left out`;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}
