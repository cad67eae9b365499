import { limitedBytes, type MailItem, type QueuedCopy } from '@mailyard/queue';
import type { RoutableMessage } from '@mailyard/routing';

/** What the categorizer needs of an item, beside the recipients of a copy. */
export type SubmittedItem = Pick<
  MailItem,
  'envelope' | 'source' | 'sizeBytes' | 'originalBytes' | 'receivedAt' | 'history'
>;

/** A message as one of its copies has it, for the categorizer. */
export function routableMessage(copy: QueuedCopy, item: SubmittedItem): RoutableMessage {
  const { recipients, reversePath = item.envelope.reversePath, resolved, passes } = copy;
  const { source, receivedAt, history } = item;
  return { reversePath, recipients, size: limitedBytes(item), source, receivedAt, history, resolved, passes };
}
