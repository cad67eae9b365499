import { jobIdOf, type OrderedCopy, type QueueDatabase, type RoutableCopy } from '@mailyard/queue';
import { formatPath } from '@mailyard/smtp';
import type { MessageTracking, TrackedRecipient, TrackingEvent } from '@mailyard/tracking';

import type { TransportContext } from '../transport-context.js';
import { trackedItem } from './tracked-item.js';
import { whileTracking } from './while-tracking.js';

export interface MoveContext {
  readonly database: QueueDatabase;
  readonly tracking: MessageTracking;
  readonly events: Pick<TransportContext['events'], 'fault'>;
}

/** How a copy came to another queue than the categorizer has put it into. */
export type Move =
  /** It is set aside; it has left there. */
  | { readonly eventId: 'POISONMESSAGE'; readonly source: 'POISONMESSAGE' | 'QUEUE' }
  /** Back to Submission: by an administrator, or since the configuration leads it elsewhere. */
  | { readonly eventId: 'RESUBMIT'; readonly source: 'ADMIN' | 'QUEUE' }
  /** To the hubs of another server. */
  | { readonly eventId: 'REDIRECT'; readonly source: 'ADMIN'; readonly serverHostname: string };

/** A move, and in one sentence why. */
export type ToldMove = Move & { readonly sourceContext: string };

/** Of copies that were read before; each with what kept it where it was. */
export function trackMoved(copies: readonly RoutableCopy[], move: ToldMove, context: MoveContext): void {
  whileTracking(context, () => {
    for (const copy of copies) context.tracking.track({ ...movedCopy(copy), ...move });
  });
}

/**
 * What is to be told of a copy, once it has moved: it is read before. Of one that cannot be read the row has its internal
 * id alone.
 */
export async function tellMove(copy: OrderedCopy, move: ToldMove, context: MoveContext): Promise<() => void> {
  if (!context.tracking.enabled) return () => undefined;
  const found = await readable(copy, context);
  if (found !== undefined) return () => trackMoved([found], move, context);
  return () => whileTracking(context, () => context.tracking.track({ internalMessageId: copy.id, ...move }));
}

/** Without its header and content; undefined: it is not there any more, or damaged. */
export async function readable(
  { id, number, queue }: OrderedCopy,
  { database }: Pick<MoveContext, 'database'>,
): Promise<RoutableCopy | undefined> {
  const jobs = [jobIdOf(id, { number })];
  const [found] = await database.messages.routable(queue, jobs, () => Promise.resolve());
  return found;
}

function movedCopy({ id, item, copy }: RoutableCopy): Omit<TrackingEvent, 'eventId' | 'source'> {
  const { lastError: status } = copy;
  const recipients = copy.recipients.map(({ path }): TrackedRecipient => ({
    address: formatPath(path),
    ...(status === undefined ? {} : { status }),
  }));
  return { ...trackedItem({ ...item, id }), recipients };
}
