import { limitedBytes, type MailItem, type QueuedCopy } from '@mailyard/queue';
import type { RoutableMessage } from '@mailyard/routing';

/** What the categorizer needs of an item, beside the recipients of a copy. */
export type SubmittedItem = Pick<MailItem, 'envelope' | 'source' | 'sizeBytes' | 'originalBytes'>;

/** A message as one of its copies has it, for the categorizer. */
export function routableMessage(copy: QueuedCopy, item: SubmittedItem): RoutableMessage {
  const { recipients, reversePath = item.envelope.reversePath, resolved } = copy;
  const message = { reversePath, recipients, size: limitedBytes(item), source: item.source };
  return resolved === undefined ? message : { ...message, resolved };
}
