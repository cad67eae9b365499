import type { InternalId } from '@mailyard/message';
import type { ChainableCommander } from 'ioredis';

import { itemFields, parseCopy, parseItem } from '../item/item-fields.js';
import { parseJobId, type QueuedCopy } from '../item/mail-item.js';
import { verifyContent } from '../content/verified-content.js';
import { DamagedMessage } from '../item/damaged-message.js';
import { RecentMessages, type ItemWithContent } from '../item/recent-messages.js';
import type { Lease } from './bull/lease.js';
import type { ServerKeys } from './keys.js';
import type { QueueConnection } from './connection/queue-connection.js';
import type { StoredCopy } from './transaction/settlement.js';

/** A copy with its message, as a lane needs it. */
export interface LoadedCopy extends StoredCopy, ItemWithContent {
  readonly copy: QueuedCopy;
}

/** A job with what it is about. */
export interface LoadedJob {
  /** Absent when the copy was settled before; its job only has to be finished. */
  readonly message?: LoadedCopy;
  /** How often in a row the queue's next hop could not be reached. */
  readonly retryCount: number;
}

/** The mail items of a server, as they are read. */
export class StoredMessages {
  /** What this process has stored itself and need not read back. */
  readonly recent = new RecentMessages();
  readonly #connection: QueueConnection;
  readonly #keys: ServerKeys;

  constructor(connection: QueueConnection, keys: ServerKeys) {
    this.#connection = connection;
    this.#keys = keys;
  }

  /** What a lane needs for its job, in one round trip. */
  async load(lease: Pick<Lease, 'jobId' | 'queue'>): Promise<LoadedJob> {
    const { id, number } = parseJobId(lease.jobId);
    const recent = this.recent.take(id);
    const [retryCount, stored, ...message] = await this.#connection.read((pipeline) => {
      pipeline.hget(this.#keys.nextHop(lease.queue), 'retryCount');
      pipeline.hget(this.#keys.item(id), itemFields.copy(number));
      if (recent === undefined) this.#readMessage(pipeline, id);
    });
    const loaded = loadedCopy({ id, number, stored }, () => recent ?? parseMessage(id, message));
    const isHere = loaded?.copy.queue === lease.queue;
    return { retryCount: Number(retryCount ?? 0), ...(isHere ? { message: loaded } : {}) };
  }

  async loadCopy(id: InternalId, number: string): Promise<LoadedCopy | undefined> {
    const [stored, ...message] = await this.#connection.read((pipeline) => {
      pipeline.hget(this.#keys.item(id), itemFields.copy(number));
      this.#readMessage(pipeline, id);
    });
    return loadedCopy({ id, number, stored }, () => parseMessage(id, message));
  }

  #readMessage(pipeline: ChainableCommander, id: InternalId): void {
    pipeline.hmgetBuffer(this.#keys.item(id), itemFields.message, itemFields.header);
    pipeline.getBuffer(this.#keys.content(id));
  }

  /** A copy's text; undefined when it was settled before. */
  async storedCopy(id: InternalId, number: string): Promise<string | undefined> {
    const stored = await this.#one((redis) => redis.hget(this.#keys.item(id), itemFields.copy(number)));
    return typeof stored === 'string' ? stored : undefined;
  }

  /** The open copies of a message, and whether its sender knows of the delay. */
  async copiesOf(
    id: InternalId,
  ): Promise<{ readonly copies: readonly StoredCopy[]; readonly delayNotified: boolean }> {
    const found = await this.#one((redis) => redis.hgetall(this.#keys.item(id)));
    const fields = found as Readonly<Record<string, string>>;
    const prefix = itemFields.copy('');
    const copies = Object.entries(fields)
      .filter(([field]) => field.startsWith(prefix))
      .map(([field, stored]) => ({ id, number: field.slice(prefix.length), stored }));
    return { copies, delayNotified: itemFields.delayNotified in fields };
  }

  /** For who got no answer to the acceptance: whether it was carried out. If not, it never will be. */
  wasAccepted(id: InternalId): Promise<boolean> {
    return this.#connection.wasAccepted(this.#keys.accepted(id));
  }

  async exists(ids: readonly InternalId[]): Promise<readonly boolean[]> {
    if (ids.length === 0) return [];
    const replies = await this.#connection.read((pipeline) => {
      for (const id of ids) pipeline.exists(this.#keys.item(id));
    });
    return replies.map((reply) => reply === 1);
  }

  /** Some messages received in (after, until], oldest first; `upTo` is where the next call goes on. */
  async receivedBetween(
    after: number,
    until: number,
  ): Promise<{ readonly ids: readonly InternalId[]; readonly upTo: number }> {
    const { items } = this.#keys;
    const page = await this.#one((redis) =>
      redis.zrangebyscore(items, `(${after}`, until, 'WITHSCORES', 'LIMIT', 0, pageSize),
    );
    const oldest = page as readonly string[];
    const ids = oldest.filter((_, index) => index % 2 === 0);
    if (ids.length < pageSize) return { ids, upTo: until };
    const upTo = Number(oldest.at(-1));
    // Several messages of one millisecond must not be parted by the end of the page.
    const whole = await this.#one((redis) => redis.zrangebyscore(items, `(${after}`, upTo));
    return { ids: whole as readonly InternalId[], upTo };
  }

  async #one(command: (redis: ChainableCommander) => void): Promise<unknown> {
    const [reply] = await this.#connection.read(command);
    return reply;
  }
}

const pageSize = 500;

function parseMessage(id: InternalId, [fields, content]: readonly unknown[]): ItemWithContent {
  const [message, header] = fields as (Buffer | null)[];
  if (!message || !header) throw new DamagedMessage(id, 'its envelope or its header is missing');
  const item = parseItem(id, message.toString('utf8'), header);
  const inRedis = Buffer.isBuffer(content) ? content : undefined;
  if (item.content.store === 'file') return { item };
  if (inRedis === undefined) throw new DamagedMessage(id, 'its content is missing');
  verifyContent(item, inRedis);
  return { item, content: inRedis };
}

function loadedCopy(
  { stored, ...of }: { readonly id: InternalId; readonly number: string; readonly stored: unknown },
  messageOf: () => ItemWithContent,
): LoadedCopy | undefined {
  if (typeof stored !== 'string') return undefined;
  const message = messageOf();
  return { ...of, ...message, stored, copy: parseCopy(stored, of.id) };
}
