import {
  decodeText,
  HeaderBlock,
  originalClient,
  type InternalId,
  type MessageSource,
  type Priority,
} from '@mailyard/message';
import { formatPath } from '@mailyard/smtp';

import {
  copyWithRecipients,
  parseCopy,
  parseRecipients,
  recipientCount,
  recipientsInField,
} from '../../item/fields/copy-fields.js';
import { DamagedMessage } from '../../item/damaged-message.js';
import { chosenOfFirst } from '../../item/fields/index-ranges.js';
import { parseStoredItem } from '../../item/fields/item-fields.js';
import type { ContentReference, CopyRecord } from '../../item/mail-item.js';
import { suspendersOf } from '../../redis/bull/suspension.js';
import { poisonQueue } from '../../redis/keys.js';

/** Exchange's status of a message in a queue. */
export const messageStatuses = [
  'Active',
  'Ready',
  'Retry',
  'Suspended',
  'PendingSuspend',
  'PendingRemove',
] as const;
export type MessageStatus = (typeof messageStatuses)[number];

/** A copy in its queue, as an administrator wants to see it: as it is now, without content. */
export interface QueuedMessage {
  readonly internalId: InternalId;
  readonly messageId: string;
  /** Whoever hears of this copy, `<>` if nobody does. */
  readonly from: string;
  /** Of the message as it was accepted, where this copy has another one. */
  readonly originalFrom?: string;
  readonly subject: string;
  /** Those who are still to be served; of very many the first. */
  readonly recipients: readonly string[];
  /** All who are still to be served. */
  readonly recipientCount: number;
  readonly sizeBytes: number;
  /** ISO 8601; '' when it cannot be read any more, as everything else. */
  readonly received: string;
  /** Milliseconds since the epoch; 0 when it cannot be read. */
  readonly receivedAt: number;
  /** When it expires (MessageExpirationTimeout), if that is known. */
  readonly expirationTime?: number;
  /** The host that gave it to the organization. */
  readonly client: string;
  /** MessageSourceName: `SMTP:<Receive connector>`, `DSN`, `Pickup`, `Replay` or what a replayed file says. */
  readonly source: string;
  /** The Receive connector of this server. */
  readonly connector: string;
  readonly scl?: number;
  readonly priority: Priority;
  /** Of a message that is large a hub has the content, in a file. */
  readonly contentIn: ContentReference['store'];
  /** Whether it came from outside of the organization. */
  readonly directionality: 'Incoming' | 'Originating' | 'Undefined';
  /** Attempts that the next hop answered with 4yz. */
  readonly attempts: number;
  readonly lastError?: string;
}

/** One copy of a message, and where it is. */
export interface ListedMessage extends QueuedMessage {
  /** Of the copy, within its message. */
  readonly number: string;
  /** '' when the copy is too damaged to tell. */
  readonly queue: string;
  /**
   * Active: a hub works on it. Retry: it waits for its own next attempt, or that of its queue. Pending: it is suspended or
   * removed if the attempt that is under way fails.
   */
  readonly status: MessageStatus;
  /** Why it waits, in Exchange's words. */
  readonly deferReason: 'None' | 'Transient Failure';
  /** From its receipt to its entry into this queue. */
  readonly latencyMs: number;
  /** The operation that is about to remove it. */
  readonly heldBy?: string;
  /** Of its own next attempt, milliseconds since the epoch. */
  readonly nextRetryTime?: number;
}

/** What Redis tells of a copy. */
export interface MessageReading {
  readonly id: InternalId;
  readonly number: string;
  /** '' when it is missing. */
  readonly message: string;
  /** -1 when it is missing. */
  readonly headerBytes: number;
  readonly record: string;
  /** The first part of its list; '' when it has none. */
  readonly firstRecipients: string;
  /** `active`, `ready`, `retry` with its queue, or when it is tried again. */
  readonly at: string;
  /** Who has suspended it, see `suspendersOf`. */
  readonly suspended: string;
  /** When it came into its queue; 0: when it was received. */
  readonly queuedAt: number;
  /** Of a message that was accepted without its subject being noted. */
  readonly header?: Buffer;
}

/**
 * Of a damaged message as much as can be read, with the damage as its error: one message must not hide the others of its
 * queue.
 */
export function listedMessage(reading: MessageReading): ListedMessage {
  const { id, number, at } = reading;
  const item = unlessDamaged(() => ofItem(reading), unreadItem);
  const copy = unlessDamaged(() => ofCopy(reading), unreadCopy);
  const damage = item.damage ?? copy.damage;
  const nextRetryTime = Number(at);
  const { receivedAt } = item.found;
  const { reversePath, ...ofThisCopy } = copy.found;
  const deferred = ofThisCopy.attempts > 0 || at === 'retry';
  return {
    internalId: id,
    number,
    ...item.found,
    ...ofThisCopy,
    ...(reversePath !== undefined && {
      from: formatPath(reversePath) || '<>',
      originalFrom: item.found.from,
    }),
    ...stateOf(reading, ofThisCopy.queue),
    deferReason: deferred ? 'Transient Failure' : 'None',
    latencyMs: reading.queuedAt === 0 ? 0 : Math.max(0, reading.queuedAt - receivedAt),
    ...(Number.isNaN(nextRetryTime) ? {} : { nextRetryTime }),
    ...(damage === undefined ? {} : { lastError: damage }),
  };
}

function stateOf({ at, suspended }: MessageReading, queue: string): Pick<ListedMessage, 'status' | 'heldBy'> {
  const suspenders = suspendersOf(suspended);
  const removal = suspenders.find((each) => each.startsWith('remove '));
  const heldBy = removal === undefined ? {} : { heldBy: removal.slice('remove '.length) };
  if (at === 'active') {
    if (suspenders.length === 0) return { status: 'Active' };
    return { status: removal === undefined ? 'PendingSuspend' : 'PendingRemove', ...heldBy };
  }
  if (suspenders.length > 0 || queue === poisonQueue) return { status: 'Suspended', ...heldBy };
  return { status: at === 'ready' ? 'Ready' : 'Retry' };
}

type OfCopy = Pick<ListedMessage, 'recipients' | 'recipientCount' | 'attempts' | 'lastError' | 'queue'> &
  Pick<CopyRecord, 'reversePath'>;
type OfItem = Omit<QueuedMessage, 'internalId' | 'expirationTime' | 'originalFrom' | keyof OfCopy>;

const unreadItem: OfItem = {
  messageId: '',
  from: '',
  subject: '',
  sizeBytes: 0,
  received: '',
  receivedAt: 0,
  client: '',
  source: '',
  connector: '',
  priority: 'Normal',
  contentIn: 'redis',
  directionality: 'Undefined',
};
const unreadCopy: OfCopy = { recipients: [], recipientCount: 0, attempts: 0, queue: '' };

function ofItem({ id, message, headerBytes, header }: MessageReading): OfItem {
  if (message === '' || headerBytes < 0) {
    throw new DamagedMessage(id, 'its envelope or its header is missing');
  }
  const item = parseStoredItem(id, message);
  const { envelope, messageId, sizeBytes, receivedAt, source, content, scl, subject } = item;
  const expected = sizeBytes - content.bytes;
  if (headerBytes !== expected) {
    throw new DamagedMessage(id, `its header has ${headerBytes} octets instead of ${expected}`);
  }
  return {
    messageId,
    from: formatPath(envelope.reversePath) || '<>',
    subject: subject ?? subjectIn(header),
    sizeBytes,
    received: new Date(receivedAt).toISOString(),
    receivedAt,
    ...ofSource(source),
    priority: item.priority ?? 'Normal',
    contentIn: content.store,
    ...(scl === undefined ? {} : { scl }),
  };
}

function ofSource(source: MessageSource): Pick<OfItem, 'client' | 'source' | 'connector' | 'directionality'> {
  const { connector, kind, authAs, name: said }: Partial<MessageSource> = source;
  // As sessions name it, by its identity; Exchange leaves the server out.
  const identity = connector?.name ?? '';
  const name = identity.slice(identity.indexOf('\\') + 1);
  return {
    client: originalClient(source).ip,
    source: said ?? (kind === 'DSN' ? 'DSN' : `SMTP:${name}`),
    connector: name,
    directionality: authAs === undefined ? 'Undefined' : authAs === 'Anonymous' ? 'Incoming' : 'Originating',
  };
}

/** It was accepted by an older version: its subject is in its header alone. */
export function isWithoutSubject(message: string): boolean {
  return message !== '' && !message.includes('"subject":');
}

function subjectIn(header: Buffer | undefined): string {
  return header === undefined ? '' : decodeText(HeaderBlock.parse(header).first('Subject') ?? '');
}

function ofCopy({ id, record: text, firstRecipients }: MessageReading): OfCopy {
  const record = parseCopy(text, id);
  const { attempts, lastError, queue, left, reversePath } = record;
  const whole = typeof record.recipients !== 'number' || record.recipients <= recipientsInField;
  const first = whole
    ? copyWithRecipients(id, record, [firstRecipients]).copy.recipients
    : chosenOfFirst(left ?? `0-${recipientsInField}`, parseRecipients(id, firstRecipients));
  return {
    recipients: first.map(({ path }) => formatPath(path)),
    recipientCount: recipientCount(record),
    attempts,
    queue,
    ...(reversePath === undefined ? {} : { reversePath }),
    ...(lastError === undefined ? {} : { lastError }),
  };
}

/** Whatever cannot be read is damage: what is stored need not have the shape that we gave it. */
function unlessDamaged<T>(read: () => T, unread: T): { readonly found: T; readonly damage?: string } {
  try {
    return { found: read() };
  } catch (error) {
    return { found: unread, damage: error instanceof Error ? error.message : String(error) };
  }
}
