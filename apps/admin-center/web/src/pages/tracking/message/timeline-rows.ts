import type { State } from '../../../ui/index.js';
import type { Report, TrackingEvent } from './use-message.js';

export const lanes = ['client', 'hub', 'queue', 'next'] as const;
export type Lane = (typeof lanes)[number];

export type TimelineRow =
  | {
      readonly kind: 'event';
      readonly key: string;
      readonly event: TrackingEvent;
      readonly at: number;
      /** Since the event before, in milliseconds. */
      readonly after: number;
      readonly lane: Lane;
      readonly from: Lane;
      readonly state: State;
      /** Of the protocol log. */
      readonly session: string | undefined;
    }
  | { readonly kind: 'gap'; readonly key: string; readonly gap: Report['gaps'][number]; readonly at: number }
  /** A record that cannot be read is one row; the others are as they are. */
  | { readonly kind: 'unreadable'; readonly key: string; readonly event: TrackingEvent };

/** Events in their order, with what is lost between them. */
export function timelineRows({ events, gaps }: Pick<Report, 'events' | 'gaps'>): readonly TimelineRow[] {
  let before: number | undefined;
  const rows = events.map((event, index): TimelineRow => {
    const key = `${event.Timestamp} ${event.EventId} ${index}`;
    const at = Date.parse(event.Timestamp);
    if (Number.isNaN(at)) return { kind: 'unreadable', key, event };
    const after = before === undefined ? 0 : at - before;
    before = at;
    return { kind: 'event', key, event, at, after, ...placeOf(event), session: sessionIn(event) };
  });
  const lost = gaps.map((gap): TimelineRow => ({
    kind: 'gap',
    key: `${gap.server} ${gap.file} ${gap.from}`,
    gap,
    at: gap.from,
  }));
  // Only what is lost has to find its place.
  return lost.reduce<readonly TimelineRow[]>((all, gap) => inserted(all, gap), rows);
}

function inserted(rows: readonly TimelineRow[], gap: TimelineRow): readonly TimelineRow[] {
  const timeOf = (row: TimelineRow): number => (row.kind === 'unreadable' ? -Infinity : row.at);
  const found = rows.findIndex((row) => timeOf(row) > timeOf(gap));
  const at = found === -1 ? rows.length : found;
  return [...rows.slice(0, at), gap, ...rows.slice(at)];
}

interface Place {
  readonly from: Lane;
  readonly lane: Lane;
  readonly state: State;
}

const places: Readonly<Record<string, Place>> = {
  RECEIVE: { from: 'client', lane: 'hub', state: 'good' },
  SUBMIT: { from: 'client', lane: 'hub', state: 'good' },
  SEND: { from: 'queue', lane: 'next', state: 'good' },
  DELIVER: { from: 'queue', lane: 'next', state: 'good' },
  DUPLICATEDELIVER: { from: 'queue', lane: 'next', state: 'idle' },
  DEFER: { from: 'queue', lane: 'queue', state: 'warn' },
  FAIL: { from: 'queue', lane: 'queue', state: 'bad' },
  DROP: { from: 'hub', lane: 'hub', state: 'bad' },
  DSN: { from: 'hub', lane: 'hub', state: 'bad' },
};

function placeOf({ EventId }: TrackingEvent): Place {
  return places[EventId] ?? { from: 'hub', lane: 'hub', state: 'idle' };
}

/** `08DF4EF7780C8E9E;2026-…;11`: the session in which it happened. */
export function sessionIn({ SourceContext }: TrackingEvent): string | undefined {
  return /^(?<session>[0-9A-F]{16})(?:;|$)/i.exec(SourceContext)?.groups?.['session'];
}
