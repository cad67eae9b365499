import type { InternalId } from '@mailyard/message';
import type { ChainableCommander, Redis } from 'ioredis';

import type { ServerKeys } from '../redis/keys.js';
import { ContentStore, type ContentDraft } from './content-store.js';

/** For small content: it is set and deleted in the transactions that create and delete the message. */
export class RedisContentStore extends ContentStore {
  override readonly name = 'redis';
  readonly #redis: Redis;
  readonly #keys: ServerKeys;

  constructor(redis: Redis, keys: ServerKeys) {
    super();
    this.#redis = redis;
    this.#keys = keys;
  }

  override begin(): Promise<ContentDraft> {
    return Promise.resolve(new MemoryDraft(this.#keys));
  }

  override async *read(id: InternalId): AsyncIterable<Buffer> {
    const content = await this.#redis.getBuffer(this.#keys.content(id));
    if (content === null) throw new Error(`the content of message ${id} is missing`);
    if (content.length > 0) yield content;
  }

  override async remove(id: InternalId): Promise<void> {
    await this.#redis.del(this.#keys.content(id));
  }
}

/** Holds what has come until the transaction writes it. */
class MemoryDraft implements ContentDraft {
  readonly #keys: ServerKeys;
  #chunks: Buffer[] = [];

  constructor(keys: ServerKeys) {
    this.#keys = keys;
  }

  write(chunk: Buffer): Promise<void> {
    this.#chunks.push(chunk);
    return Promise.resolve();
  }

  save(id: InternalId): Promise<(multi: ChainableCommander) => void> {
    const content = Buffer.concat(this.#chunks);
    return Promise.resolve((multi) => void multi.set(this.#keys.content(id), content));
  }

  discard(): Promise<void> {
    this.#chunks = [];
    return Promise.resolve();
  }
}
