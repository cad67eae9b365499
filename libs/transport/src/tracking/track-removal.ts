import {
  DamagedMessage,
  type LoadedCopy,
  type NewItem,
  type OrderedCopy,
  type QueueDatabase,
} from '@mailyard/queue';
import { replies } from '@mailyard/smtp';

import type { TransportContext } from '../transport-context.js';
import { trackFailure } from './reported-events.js';

interface RemovalContext {
  readonly database: QueueDatabase;
  readonly tracking: TransportContext['tracking'];
  readonly events: Pick<TransportContext['events'], 'fault'>;
}

/** FAIL (ADMIN) of a copy that an administrator removes, to be called once it is removed; what is told is read before. */
export async function tellRemoval(
  { id, number }: OrderedCopy,
  newItems: readonly NewItem[],
  { database, tracking, events }: RemovalContext,
): Promise<() => void> {
  const message = tracking.enabled ? await readable(() => database.messages.loadCopy(id, number)) : undefined;
  return () => {
    if (message === undefined) return;
    const { item, copy } = message;
    const recipients = copy.recipients.map((recipient) => ({ recipient, reply: replies.messageDeleted }));
    trackFailure({ item, source: 'ADMIN', recipients, newItems }, { tracking, events });
  };
}

/** What is damaged may be removed all the same. */
async function readable(load: () => Promise<LoadedCopy | undefined>): Promise<LoadedCopy | undefined> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof DamagedMessage) return undefined;
    throw error;
  }
}
