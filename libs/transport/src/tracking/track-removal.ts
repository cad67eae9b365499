import type { NewItem, OrderedCopy } from '@mailyard/queue';
import { replies } from '@mailyard/smtp';

import { trackFailure } from './reported-events.js';
import { readable, type MoveContext } from './track-moved.js';
import { whileTracking } from './while-tracking.js';

/** FAIL (ADMIN) of a copy that an administrator removes, to be called once it is removed; what is told is read before. */
export async function tellRemoval(
  ordered: OrderedCopy,
  newItems: readonly NewItem[],
  context: MoveContext,
): Promise<() => void> {
  if (!context.tracking.enabled) return () => undefined;
  const message = await readable(ordered, context);
  return () => {
    const reply = replies.messageDeleted;
    if (message === undefined) return tellDamaged(ordered, context);
    const item = { ...message.item, id: ordered.id };
    const recipients = message.copy.recipients.map((recipient) => ({ recipient, reply }));
    trackFailure({ item, source: 'ADMIN', recipients, newItems }, context);
  };
}

/** What cannot be read may be removed all the same. */
function tellDamaged({ id }: OrderedCopy, context: MoveContext): void {
  const sourceContext = replies.messageDeleted.toString();
  whileTracking(context, () => {
    context.tracking.track({ eventId: 'FAIL', source: 'ADMIN', internalMessageId: id, sourceContext });
  });
}
