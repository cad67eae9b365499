import { decodeText, HeaderBlock, type InternalId } from '@mailyard/message';
import { formatPath } from '@mailyard/smtp';

import { DamagedMessage } from '../item/damaged-message.js';
import { parseCopy, parseItem } from '../item/item-fields.js';

/** A copy in its queue, as an administrator wants to see it: as it is now, without content. */
export interface QueuedMessage {
  readonly internalId: InternalId;
  readonly messageId: string;
  readonly from: string;
  readonly subject: string;
  /** Those who are still to be served. */
  readonly recipients: readonly string[];
  readonly sizeBytes: number;
  /** ISO 8601; '' when it cannot be read any more, as everything else. */
  readonly received: string;
  /** The host that gave it to the organization. */
  readonly client: string;
  /** Attempts that the next hop answered with 4yz. */
  readonly attempts: number;
  readonly lastError?: string;
}

type Field = Buffer | null | undefined;
type OfItem = Omit<QueuedMessage, 'internalId' | 'recipients' | 'attempts' | 'lastError'>;
type OfCopy = Pick<QueuedMessage, 'recipients' | 'attempts' | 'lastError'>;

/**
 * From the fields of its mail item; undefined when the copy is settled. Of a damaged message as much as can be read, with
 * the damage as its error: one message must not hide the others of its queue.
 */
export function queuedMessage(
  id: InternalId,
  [message, header, copy]: readonly Field[],
): QueuedMessage | undefined {
  if (!copy) return undefined;
  const item = unlessDamaged(() => ofItem(id, message, header), unreadItem);
  const rest = unlessDamaged(() => ofCopy(id, copy), unreadCopy);
  const damage = item.damage ?? rest.damage;
  return {
    internalId: id,
    ...item.found,
    ...rest.found,
    ...(damage === undefined ? {} : { lastError: damage }),
  };
}

const unreadItem: OfItem = { messageId: '', from: '', subject: '', sizeBytes: 0, received: '', client: '' };
const unreadCopy: OfCopy = { recipients: [], attempts: 0 };

function ofItem(id: InternalId, message: Field, header: Field): OfItem {
  if (!message || !header) throw new DamagedMessage(id, 'its envelope or its header is missing');
  const { envelope, messageId, sizeBytes, receivedAt, source } = parseItem(id, message.toString(), header);
  return {
    messageId,
    from: formatPath(envelope.reversePath) || '<>',
    subject: decodeText(HeaderBlock.parse(header).first('Subject') ?? ''),
    sizeBytes,
    received: new Date(receivedAt).toISOString(),
    client: (source.client ?? source.peer).ip,
  };
}

function ofCopy(id: InternalId, copy: Buffer): OfCopy {
  const { recipients, attempts, lastError } = parseCopy(copy.toString(), id);
  const paths = recipients.map(({ path }) => formatPath(path));
  return { recipients: paths, attempts, ...(lastError === undefined ? {} : { lastError }) };
}

/** Whatever cannot be read is damage: what is stored need not have the shape that we gave it. */
function unlessDamaged<T>(read: () => T, unread: T): { readonly found: T; readonly damage?: string } {
  try {
    return { found: read() };
  } catch (error) {
    return { found: unread, damage: error instanceof Error ? error.message : String(error) };
  }
}
