import type { TrackingStore } from '../tracking-store.js';
import { valueOf } from './event-values.js';
import { recipientStates, type RecipientState } from './recipient-state.js';
import type { Found, FoundEvent, TrackingQuery } from './tracking-query.js';

/** A message with what became of it, in one row. */
export interface MessageSummary {
  readonly key: string;
  readonly networkMessageId: string;
  readonly messageId: string;
  readonly subject: string;
  readonly sender: string;
  readonly returnPath: string;
  readonly directionality: string;
  readonly totalBytes: number;
  /** Of the first and the last event of it; milliseconds since the epoch. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly events: number;
  readonly servers: readonly string[];
  readonly recipients: readonly RecipientState[];
}

type Reading = Pick<TrackingStore, 'messages' | 'eventsOf'>;

/** The messages of the events that are found, each with the last state of its recipients. */
export async function messageSummaries(store: Reading, query: TrackingQuery): Promise<Found<MessageSummary>> {
  const found = await store.messages(query);
  const events = await store.eventsOf(found.rows.map(({ key }) => key));
  return { ...found, rows: found.rows.flatMap(({ key }) => summaryOf(key, events.get(key) ?? []) ?? []) };
}

/** `events`: in order of time. Undefined when they are deleted meanwhile, or not one of them can be read. */
export function summaryOf(key: string, events: readonly FoundEvent[]): MessageSummary | undefined {
  // A record that cannot be read has no time.
  const readable = events.filter(({ values }) => valueOf(values, 'date-time') !== '');
  const first = readable.at(0);
  const last = readable.at(-1);
  if (first === undefined || last === undefined) return undefined;
  // The first event that knows it: a row of a queue's may know less than the one of the message's arrival.
  const known = (field: Parameters<typeof valueOf>[1]): string =>
    events.map(({ values }) => valueOf(values, field)).find((value) => value !== '') ?? '';
  return {
    key,
    networkMessageId: known('network-message-id'),
    messageId: known('message-id'),
    subject: known('message-subject'),
    sender: known('sender-address'),
    returnPath: known('return-path'),
    directionality: known('directionality'),
    totalBytes: Number(known('total-bytes')),
    firstAt: Date.parse(valueOf(first.values, 'date-time')),
    lastAt: Date.parse(valueOf(last.values, 'date-time')),
    events: events.length,
    servers: [...new Set(events.map(({ server }) => server))],
    recipients: recipientStates(events),
  };
}
