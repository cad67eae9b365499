import type { NextHop } from '@mailyard/routing';

import type { ServerKeys } from '../redis/keys.js';
import type { QueueConnection } from '../redis/connection/queue-connection.js';
import { nextHopFields, nextHopOfQueue, permanentQueues } from './stored-next-hop.js';

const knownMax = 100_000;

/** What a server's queues stand for: read once for each queue, since it never changes while the queue exists. */
export class NextHops {
  readonly #connection: QueueConnection;
  readonly #keys: ServerKeys;
  readonly #known = new Map<string, NextHop>();

  constructor(connection: QueueConnection, keys: ServerKeys) {
    this.#connection = connection;
    this.#keys = keys;
  }

  /** Undefined when this process has neither filled nor read that queue, or does not know what it is for. */
  of(queue: string): NextHop | undefined {
    return this.#known.get(queue) ?? permanentQueues.get(queue);
  }

  /** A message is about to enter that queue. */
  note(queue: string, nextHop: NextHop): void {
    if (!this.#known.has(queue)) this.#keep(queue, nextHop);
  }

  /** So that they are known afterwards. */
  async read(queues: readonly string[]): Promise<void> {
    const unread = queues.filter((queue) => !this.#known.has(queue));
    if (unread.length === 0) return;
    const found = await this.#connection.read((redis) => {
      for (const queue of unread) redis.hmget(this.#keys.nextHop(queue), ...nextHopFields);
    });
    unread.forEach((queue, index) => {
      const [deliveryType, domain, connector] = found[index] as readonly (string | null)[];
      const nextHop = nextHopOfQueue(queue, { deliveryType, domain, connector });
      if (nextHop !== undefined) this.#keep(queue, nextHop);
    });
  }

  /** The queue does not exist any more. */
  forget(queue: string): void {
    this.#known.delete(queue);
  }

  /** Another hub may have been the last to see a queue, so some are never forgotten: then the oldest make room. */
  #keep(queue: string, nextHop: NextHop): void {
    this.#known.set(queue, nextHop);
    if (this.#known.size <= knownMax) return;
    const [oldest = ''] = this.#known.keys();
    this.#known.delete(oldest);
  }
}
