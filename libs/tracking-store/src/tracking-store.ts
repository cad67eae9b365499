import type { TrackingGap } from '@mailyard/tracking';
import type { TrackedRow } from './event/tracked-row.js';
import type { Found, FoundEvent, FoundMessage, TrackingQuery } from './search/tracking-query.js';

/** Of several messages together: who has more rows than that is looked at in a list. */
export const eventsMax = 10_000;
/** Messages that are named together with one. */
export const keysMax = 200;

/** What is deleted, whole days at a time. */
export interface Retention {
  readonly maxAgeMs: number;
  readonly maxBytes: number;
}

/** Keeps tracking events; SQLite and PostgreSQL do it, and answer alike. */
export interface TrackingStore {
  /** The same for all who share it. */
  readonly id: string;
  /** On disk when it resolves, all or none of a day; those that are there already are left alone. Resolves to how many were new. */
  append(rows: readonly TrackedRow[]): Promise<number>;
  appendGap(gap: TrackingGap): Promise<void>;
  events(query: TrackingQuery): Promise<Found<FoundEvent>>;
  /** The messages of the events that are found, each once. */
  messages(query: TrackingQuery): Promise<Found<FoundMessage>>;
  /** All events of these messages, in order of time. */
  eventsOf(keys: readonly string[]): Promise<ReadonlyMap<string, readonly FoundEvent[]>>;
  /** Keys of the messages with this Message-ID, and of those with a row whose reference is one of these. */
  keysOf(wanted: KeysWanted): Promise<readonly string[]>;
  gaps(between: { readonly start: number; readonly end: number }): Promise<readonly TrackingGap[]>;
  /** Resolves to the days that were deleted, `2026-10-01`. */
  deleteOld(retention: Retention, now: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface KeysWanted {
  readonly messageIds?: readonly string[];
  readonly references?: readonly string[];
}
