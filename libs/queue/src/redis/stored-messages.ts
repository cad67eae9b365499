import type { InternalId, Priority } from '@mailyard/message';
import type { ChainableCommander } from 'ioredis';

import { copyWithRecipients, listFields, parseCopy, type StoredCopy } from '../item/fields/copy-fields.js';
import { itemFields } from '../item/fields/field-names.js';
import { priorityOfFlow } from '../item/fields/flow.js';
import { parseItem, parseStoredItem, type StoredItem } from '../item/fields/item-fields.js';
import { itemOfCopy } from '../item/item-of-copy.js';
import { parseJobId, type QueuedCopy } from '../item/mail-item.js';
import { verifyContent } from '../content/verified-content.js';
import { DamagedMessage } from '../item/damaged-message.js';
import { RecentMessages, type ItemWithContent } from '../item/recent-messages.js';
import type { Lease } from './bull/lease.js';
import type { ServerKeys } from './keys.js';
import type { QueueConnection } from './connection/queue-connection.js';
import { markMs, verdictScript } from './transaction/transaction-script.js';

/** A copy with its recipients. */
export interface ReadCopy extends StoredCopy {
  readonly copy: QueuedCopy;
}

/** A copy with its message, as a lane needs it. */
export interface LoadedCopy extends ReadCopy, ItemWithContent {}

/** A copy with what routing asks of its message: all but header and content. */
export interface RoutableCopy extends ReadCopy {
  readonly item: StoredItem;
}

/** A job with what it is about. */
export interface LoadedJob {
  /** Absent when the copy was settled before; its job only has to be finished. */
  readonly message?: LoadedCopy;
  /** How often in a row the queue's next hop could not be reached. */
  readonly retryCount: number;
}

type CopyIdentity = Pick<StoredCopy, 'id' | 'number'>;

/** The copy's record, the first field of its list, and what else was asked for. */
type Fields = readonly (Buffer | null)[];
/** A job with what its claim told; a stalled one has waited for its turn since. */
type ClaimedJob = Pick<Lease, 'jobId' | 'queue' | 'copy' | 'stalls'>;

const messageFields = [itemFields.message, itemFields.header, itemFields.content];
/** Of a long list so many fields are read at once, a megabyte or so. */
const listFieldsAtOnce = 20;

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

  /** What a lane needs for its job: in one round trip, unless it has very many recipients; in none, if all is at hand. */
  async load(lease: ClaimedJob): Promise<LoadedJob> {
    const { id, number } = parseJobId(lease.jobId);
    const recent = this.recent.take(id);
    if (recent !== undefined && lease.copy !== undefined && lease.stalls === undefined) {
      const { retryCount } = lease.copy;
      const copy = await this.copyOf(lease);
      return { retryCount, ...(copy && { message: withMessage(copy, recent) }) };
    }
    const [retryCount, ...read] = await this.#connection.read((pipeline) => {
      pipeline.hget(this.#keys.nextHop(lease.queue), 'retryCount');
      if (recent === undefined) this.#readContent(pipeline, id);
      this.#readFields(pipeline, { id, number }, recent === undefined ? messageFields : []);
    });
    const [fields, content] = read.toReversed();
    const copy = await this.#copy({ id, number }, fields as Fields);
    const isHere = copy?.copy.queue === lease.queue;
    const message = isHere
      ? withMessage(copy, recent ?? parseMessage(id, fields as Fields, content))
      : undefined;
    return { retryCount: Number(retryCount ?? 0), ...(message && { message }) };
  }

  /** A copy with its message, in whatever queue it is; undefined when it was settled before. */
  async loadCopy(id: InternalId, number: string): Promise<LoadedCopy | undefined> {
    const [content, fields] = await this.#connection.read((pipeline) => {
      this.#readContent(pipeline, id);
      this.#readFields(pipeline, { id, number }, messageFields);
    });
    const copy = await this.#copy({ id, number }, fields as Fields);
    return copy && withMessage(copy, parseMessage(id, fields as Fields, content));
  }

  /** The copy that a job is about, with its recipients, without its message; undefined when it is not there any more. */
  async copyOf({ jobId, queue, copy: claimed, stalls }: ClaimedJob): Promise<ReadCopy | undefined> {
    const identity = parseJobId(jobId);
    const fields =
      claimed === undefined || stalls !== undefined
        ? await this.#fieldsOf(identity)
        : [claimed.record, claimed.recipients];
    const copy = await this.#copy(identity, fields);
    return copy?.copy.queue === queue ? copy : undefined;
  }

  /** Ahead of the fields: they go together, and an item that is still there then had its content before. */
  #readContent(pipeline: ChainableCommander, id: InternalId): void {
    pipeline.getBuffer(this.#keys.content(id));
  }

  /** Names under which messages were accepted once, see `QueueTransaction.once`. */
  async forgetOnce(names: readonly string[]): Promise<void> {
    await this.#one((redis) => redis.del(names.map((name) => this.#keys.once(name))));
  }

  /** One command, so that record and list are of the same moment. */
  #readFields(pipeline: ChainableCommander, { id, number }: CopyIdentity, more: readonly string[]): void {
    const [copy, list] = [itemFields.copy(number), itemFields.recipients(number, 0)];
    pipeline.hmgetBuffer(this.#keys.item(id), copy, list, ...more);
  }

  async #copy(
    identity: CopyIdentity,
    [record, first]: readonly (Buffer | string | null)[],
  ): Promise<ReadCopy | undefined> {
    if (!record) return undefined;
    const { id, number } = identity;
    const stored = record.toString();
    const parsed = parseCopy(stored, id);
    const names = typeof parsed.recipients === 'number' ? listFields(number, parsed.recipients) : [];
    const listed = names.length === 0 ? [] : [first?.toString()];
    for (let from = 1; from < names.length; from += listFieldsAtOnce) {
      const some = names.slice(from, from + listFieldsAtOnce);
      const found = await this.#one((redis) =>
        redis.hmget(this.#keys.item(id), itemFields.copy(number), ...some),
      );
      const [now, ...texts] = found as readonly (string | null)[];
      // Somebody has settled it meanwhile: what was read does not fit together.
      if (now !== stored) return this.#copy(identity, await this.#fieldsOf(identity));
      listed.push(...texts.map((text) => text ?? undefined));
    }
    return { ...identity, stored, ...copyWithRecipients(id, parsed, listed) };
  }

  async #fieldsOf(identity: CopyIdentity): Promise<Fields> {
    const [fields] = await this.#connection.read((pipeline) => this.#readFields(pipeline, identity, []));
    return fields as Fields;
  }

  /** The copies that jobs of one queue are about and that are still in it; those that cannot be read are told of one by one. */
  async routable(
    queue: string,
    jobIds: readonly string[],
    onDamaged: (identity: CopyIdentity, error: DamagedMessage) => Promise<void>,
  ): Promise<readonly RoutableCopy[]> {
    const identities = jobIds.map(parseJobId);
    const read = await this.#connection.read((pipeline) => {
      for (const identity of identities) this.#readFields(pipeline, identity, [itemFields.message]);
    });
    const found: RoutableCopy[] = [];
    for (const [index, identity] of identities.entries()) {
      try {
        const copy = await this.#routable(identity, read[index] as Fields);
        if (copy?.copy.queue === queue) found.push(copy);
      } catch (error) {
        if (!(error instanceof DamagedMessage)) throw error;
        await onDamaged(identity, error);
      }
    }
    return found;
  }

  async #routable(identity: CopyIdentity, fields: Fields): Promise<RoutableCopy | undefined> {
    const copy = await this.#copy(identity, fields);
    return copy && { ...copy, item: parseStoredItem(identity.id, String(fields[2])) };
  }

  /** A copy's text; undefined when it was settled before. */
  async storedCopy(id: InternalId, number: string): Promise<string | undefined> {
    const stored = await this.#one((redis) => redis.hget(this.#keys.item(id), itemFields.copy(number)));
    return typeof stored === 'string' ? stored : undefined;
  }

  /** The open copies of a message, without their recipients, and whether its sender knows of the delay. */
  async copiesOf(
    id: InternalId,
  ): Promise<{ readonly copies: readonly StoredCopy[]; readonly delayNotified: boolean }> {
    const names = (await this.#one((redis) => redis.hkeys(this.#keys.item(id)))) as readonly string[];
    const prefix = itemFields.copy('');
    const numbers = names.flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
    const records = await this.#connection.read((redis) => {
      for (const number of numbers) redis.hget(this.#keys.item(id), itemFields.copy(number));
    });
    const copies = numbers.flatMap((number, index): StoredCopy[] => {
      const stored = records[index];
      return typeof stored === 'string' ? [{ id, number, stored }] : [];
    });
    return { copies, delayNotified: names.includes(itemFields.delayNotified) };
  }

  /** For who got no answer to the acceptance: whether it was carried out. If not, it never will be. */
  async wasAccepted(id: InternalId): Promise<boolean> {
    const verdict = await this.#connection.run(verdictScript, [this.#keys.accepted(id)], [String(markMs)]);
    return verdict === 'accepted';
  }

  /** What is known of a message that is there, but its header. */
  async itemOf(id: InternalId): Promise<StoredItem> {
    const message = await this.#one((redis) => redis.hget(this.#keys.item(id), itemFields.message));
    return parseStoredItem(id, String(message));
  }

  /** Their priorities, in the order of the ids; of a message that is gone as if it was Normal. */
  async prioritiesOf(ids: readonly InternalId[]): Promise<readonly Priority[]> {
    if (ids.length === 0) return [];
    const flows = await this.#connection.read((pipeline) => {
      for (const id of ids) pipeline.hget(this.#keys.item(id), itemFields.flow);
    });
    return flows.map((flow) => priorityOfFlow(typeof flow === 'string' ? flow : ''));
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

/** `apart`: the content, when it has a key of its own. */
function parseMessage(
  id: InternalId,
  [, , message, header, content]: Fields,
  apart: unknown,
): ItemWithContent {
  if (!message || !header) throw new DamagedMessage(id, 'its envelope or its header is missing');
  const item = parseItem(id, message.toString('utf8'), header);
  const inRedis = content ?? (Buffer.isBuffer(apart) ? apart : undefined);
  if (item.content.store === 'file') return { item };
  if (inRedis === undefined) throw new DamagedMessage(id, 'its content is missing');
  verifyContent(item, inRedis);
  return { item, content: [inRedis] };
}

function withMessage(copy: ReadCopy, { item, content }: ItemWithContent): LoadedCopy {
  return { ...copy, item: itemOfCopy(item, copy), ...(content && { content }) };
}
