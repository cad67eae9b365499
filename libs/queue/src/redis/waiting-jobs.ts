import type { QueueConnection } from './connection/queue-connection.js';
import type { ServerKeys } from './keys.js';

/** For those that came before, for their sender's turn, or for their own next attempt. */
export const waitsFor = ['wait', 'prioritized', 'delayed'] as const;
export type WaitsFor = (typeof waitsFor)[number];

/** The jobs of a queue that nobody works on. */
export class WaitingJobs {
  readonly #connection: QueueConnection;
  readonly #keys: ServerKeys;

  constructor(connection: QueueConnection, keys: ServerKeys) {
    this.#connection = connection;
    this.#keys = keys;
  }

  /** The first but so many of them; none when there are no more. */
  async page(
    queue: string,
    place: WaitsFor,
    { skip, count }: { readonly skip: number; readonly count: number },
  ): Promise<readonly string[]> {
    const key = this.#keys.ofQueue(queue, place);
    const [found] = await this.#connection.read((redis) =>
      place === 'wait'
        ? redis.lrange(key, String(-(skip + count)), String(-(skip + 1)))
        : redis.zrange(key, String(skip), String(skip + count - 1)),
    );
    const ids = found as readonly string[];
    return place === 'wait' ? ids.toReversed() : ids;
  }

  async count(queue: string, place: WaitsFor): Promise<number> {
    const key = this.#keys.ofQueue(queue, place);
    const [count] = await this.#connection.read((redis) =>
      place === 'wait' ? redis.llen(key) : redis.zcard(key),
    );
    return Number(count);
  }

  /** How many somebody works on. */
  async active(queue: string): Promise<number> {
    const [count] = await this.#connection.read((redis) => redis.llen(this.#keys.ofQueue(queue, 'active')));
    return Number(count);
  }
}
