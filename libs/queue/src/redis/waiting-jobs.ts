import type { QueueConnection } from './connection/queue-connection.js';
import { isToBeRemoved, suspendersOf, type JobIdentity } from './bull/suspension.js';
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

  /** The data of the first jobs that wait in a queue, and how many wait. */
  async oldest(
    queue: string,
    upTo: number,
  ): Promise<{ readonly count: number; readonly jobs: readonly string[] }> {
    const [wait, turns] = [this.#keys.ofQueue(queue, 'wait'), this.#keys.ofQueue(queue, 'prioritized')];
    const [count, ids, counted, taking] = await this.#connection.read((redis) => {
      redis
        .llen(wait)
        .lrange(wait, -upTo, -1)
        .zcard(turns)
        .zrange(turns, '0', String(upTo - 1));
    });
    const inOrder = [...(ids as readonly string[]).toReversed(), ...(taking as readonly string[])];
    const oldest = inOrder.slice(0, upTo);
    const jobs = await this.#connection.read((redis) => {
      for (const id of oldest) redis.hget(this.#keys.ofQueue(queue, id), 'data');
    });
    return { count: Number(count) + Number(counted), jobs: jobs.map(String) };
  }

  /** Whether an operation is about to remove one of them. */
  async toBeRemoved(jobs: readonly JobIdentity[]): Promise<boolean> {
    const found = await this.#connection.read((redis) => {
      for (const { queue, jobId } of jobs) redis.hget(this.#keys.ofQueue(queue, jobId), 'suspended');
    });
    return found.some((text) => isToBeRemoved(suspendersOf(typeof text === 'string' ? text : '')));
  }

  /** How many somebody works on. */
  async active(queue: string): Promise<number> {
    const [count] = await this.#connection.read((redis) => redis.llen(this.#keys.ofQueue(queue, 'active')));
    return Number(count);
  }
}
