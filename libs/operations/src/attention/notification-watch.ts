import { PeriodicTask, RedisLease, type Log } from '@mailyard/service';
import type { Redis } from 'ioredis';

import type { OperationContext } from '../context.js';
import { changedNotifications, type EndedOperation } from './changed-notifications.js';
import { observedAttention } from './observed-attention.js';

const lookMs = 5_000;
/** Who watched is taken over from by then. */
const leaseMs = 30_000;
/** More do not end between two looks at them, which are every half a minute: they tell of themselves live. */
const operationsMax = 100;
const looksPerOperations = 6;

export interface NotificationWatchOptions {
  readonly redis: Redis;
  readonly instance: string;
  readonly log: Pick<Log, 'warn'>;
}

/** Writes down what needs attention when it begins and when it ends, and operations that are over. One admin centre does. */
export class NotificationWatch {
  readonly #context: OperationContext;
  readonly #lease: RedisLease;
  readonly #looks: PeriodicTask;
  #count = 0;

  constructor(context: OperationContext, { redis, instance, log }: NotificationWatchOptions) {
    this.#context = context;
    const key = `{mailyard}:notifications:${context.server.name.toUpperCase()}:writer`;
    this.#lease = new RedisLease({ redis, key, holder: instance, leaseMs });
    this.#looks = new PeriodicTask(
      async () => (await this.#lease.isMine()) && this.#look(),
      (error) => log.warn(`no notifications are written: ${String(error)}`),
    );
  }

  start(): void {
    this.#looks.start(lookMs);
  }

  async stop(): Promise<void> {
    await this.#looks.stop();
    await this.#lease.release();
  }

  async #look(): Promise<void> {
    const withOperations = this.#count % looksPerOperations === 0;
    this.#count += 1;
    await this.look(Date.now(), { withOperations });
  }

  async look(now: number, { withOperations } = { withOperations: true }): Promise<void> {
    const { notifications } = this.#context;
    const [known, items, ended] = await Promise.all([
      notifications.list(),
      observedAttention(this.#context),
      withOperations ? this.#ended() : [],
    ]);
    // Nothing can be written, and nobody knows what has ended.
    if (items.some(({ code }) => code === 'redis-away')) return;
    const { changed, gone } = changedNotifications(known, { items, ended, now });
    if (changed.length + gone.length > 0) await notifications.write(changed, gone);
  }

  async #ended(): Promise<readonly EndedOperation[]> {
    const { bulk } = await this.#context.database();
    return (await bulk.list(operationsMax)).flatMap(
      ({ id, about, state, order: { kind }, total, endedAt }) =>
        endedAt === undefined ? [] : [{ id, about, state, kind, total, endedAt }],
    );
  }
}
