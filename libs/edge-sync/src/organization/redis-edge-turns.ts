import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { PeriodicTask, RedisLease, type Log } from '@mailyard/service';
import type { Redis } from 'ioredis';

import { EdgeUnreachable } from '../http/http-edge-client.js';

export interface EdgeTurnsOptions {
  readonly redis: Redis;
  readonly log: Pick<Log, 'warn'>;
}

const leaseMs = 10_000;
const askAgainMs = 100;
const waitsMaxMs = 60_000;

/** One push to an Edge at a time, whichever process begins it: by the clock, or since somebody has ordered it. */
export class EdgeTurns {
  readonly #options: EdgeTurnsOptions;

  constructor(options: EdgeTurnsOptions) {
    this.#options = options;
  }

  async take<T>(guid: string, push: () => Promise<T>): Promise<T> {
    const { redis, log } = this.#options;
    const key = `{mailyard}:edge-sync:turn:${guid.toLowerCase()}`;
    const lease = new RedisLease({ redis, key, holder: randomUUID(), leaseMs, renewalMs: askAgainMs });
    const until = performance.now() + waitsMaxMs;
    // One question after the other.
    // eslint-disable-next-line no-await-in-loop
    while (!(await lease.isMine())) {
      if (performance.now() > until) throw new EdgeUnreachable('others have been pushing to it for long');
      // eslint-disable-next-line no-await-in-loop
      await pause(askAgainMs);
    }
    const renewal = new PeriodicTask(
      () => lease.isMine(),
      (error) => log.warn(`EdgeSync cannot renew its turn: ${String(error)}`),
    );
    renewal.start(leaseMs / 3);
    try {
      return await push();
    } finally {
      await renewal.stop();
      await lease.release();
    }
  }
}
