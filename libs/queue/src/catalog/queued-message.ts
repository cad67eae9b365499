import { decodeText, HeaderBlock, type InternalId } from '@mailyard/message';
import { formatPath } from '@mailyard/smtp';

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
  /** ISO 8601. */
  readonly received: string;
  /** The host that gave it to the organization. */
  readonly client: string;
  /** Attempts that the next hop answered with 4yz. */
  readonly attempts: number;
  readonly lastError?: string;
}

/** From the fields of its mail item; undefined when one of them is gone. */
export function queuedMessage(
  id: InternalId,
  [message, header, copy]: readonly (Buffer | null)[],
): QueuedMessage | undefined {
  if (!message || !header || !copy) return undefined;
  const { envelope, messageId, sizeBytes, receivedAt, source } = parseItem(id, message.toString(), header);
  const { recipients, attempts, lastError } = parseCopy(copy.toString());
  return {
    internalId: id,
    messageId,
    from: formatPath(envelope.reversePath) || '<>',
    subject: decodeText(HeaderBlock.parse(header).first('Subject') ?? ''),
    recipients: recipients.map(({ path }) => formatPath(path)),
    sizeBytes,
    received: new Date(receivedAt).toISOString(),
    client: (source.client ?? source.peer).ip,
    attempts,
    ...(lastError === undefined ? {} : { lastError }),
  };
}
