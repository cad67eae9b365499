import type { TrackingGap } from '@mailyard/tracking';
import type { TrackingStore } from '../tracking-store.js';
import { valueOf } from './event-values.js';
import { summaryOf, type MessageSummary } from './message-summary.js';
import type { FoundEvent } from './tracking-query.js';

/** All that is known of a message, over all servers and copies. */
export interface MessageTrace {
  readonly message: MessageSummary;
  /** In order of time. */
  readonly events: readonly FoundEvent[];
  /** DSNs that it caused, the message that it tells of, and what else names it or is named by it. */
  readonly related: readonly RelatedMessage[];
  /** In its time rows of a log are lost to the store. */
  readonly gaps: readonly TrackingGap[];
}

export interface RelatedMessage {
  /** `notification`: a DSN about this message; `original`: what this DSN is about. */
  readonly relation: 'notification' | 'original' | 'reference';
  readonly message: MessageSummary;
}

type Reading = Pick<TrackingStore, 'eventsOf' | 'keysOf' | 'gaps'>;

/** By its network message id or, of logs that have none, its Message-ID; undefined when nothing of it is stored. */
export async function messageTrace(store: Reading, key: string): Promise<MessageTrace | undefined> {
  const events = (await store.eventsOf([key])).get(key) ?? [];
  const message = summaryOf(key, events);
  if (message === undefined) return undefined;
  const gaps = await store.gaps({ start: message.firstAt, end: message.lastAt });
  return { message, events, related: await relatedTo(store, message, events), gaps };
}

async function relatedTo(
  store: Reading,
  message: MessageSummary,
  events: readonly FoundEvent[],
): Promise<readonly RelatedMessage[]> {
  const messageIds = distinct(events, 'message-id');
  const references = distinct(events, 'reference').filter((reference) => reference.startsWith('<'));
  // What this one names (the DSN of a row of it, the original of a DSN), and what names this one.
  const keys = (await store.keysOf({ messageIds: references, references: messageIds })).filter(
    (key) => key !== message.key,
  );
  const found = await store.eventsOf(keys);
  const isNotification = isFromDsn(events);
  return keys.flatMap((key) => {
    const others = found.get(key) ?? [];
    const other = summaryOf(key, others);
    if (other === undefined) return [];
    const about = isFromDsn(others) ? 'notification' : isNotification ? 'original' : 'reference';
    return [{ relation: about, message: other }];
  });
}

/** Whether the message itself is a DSN: then it came into being here. */
function isFromDsn(events: readonly FoundEvent[]): boolean {
  return events.some(
    ({ values }) => valueOf(values, 'event-id') === 'RECEIVE' && valueOf(values, 'source') === 'DSN',
  );
}

function distinct(events: readonly FoundEvent[], field: 'message-id' | 'reference'): readonly string[] {
  return [...new Set(events.map(({ values }) => valueOf(values, field)))].filter((value) => value !== '');
}
