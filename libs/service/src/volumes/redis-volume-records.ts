import { randomUUID } from 'node:crypto';

import type { Redis } from 'ioredis';

const directoryKey = '{mailyard}:directory:id';
const volumeKey = (name: string): string => `{mailyard}:volume:${name}`;

/** Which volumes the organization has, and the token in the marker of each: what tells a missing folder from a new one. */
export class VolumeRecords {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  /** Identity of the directory; a Redis that has lost its data gets another one. */
  async directoryId(): Promise<string> {
    const known = await this.#redis.get(directoryKey);
    if (known !== null) return known;
    await this.#redis.set(directoryKey, randomUUID(), 'NX');
    return (await this.#redis.get(directoryKey)) ?? '';
  }

  async tokenOf(name: string): Promise<string | undefined> {
    return (await this.#redis.get(volumeKey(name))) ?? undefined;
  }

  /** Unless there is a record already; resolves with the token that holds. */
  async add(name: string, token: string, options: { readonly forgetAfterMs?: number } = {}): Promise<string> {
    const { forgetAfterMs } = options;
    if (forgetAfterMs === undefined) await this.#redis.set(volumeKey(name), token, 'NX');
    else await this.#redis.set(volumeKey(name), token, 'PX', forgetAfterMs, 'NX');
    return (await this.tokenOf(name)) ?? token;
  }
}
