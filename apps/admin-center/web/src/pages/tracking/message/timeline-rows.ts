import type { State } from '../../../ui/index.js';
import { forkOf, wayOf, type Fork } from './ways.js';
import type { Report, TrackingEvent } from './use-message.js';

export const lanes = ['client', 'frontEnd', 'hub', 'queue', 'next'] as const;
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
      /** The Front End that it came by. */
      readonly via: string | undefined;
      readonly state: State;
      /** Of a message that forked: its number. */
      readonly way: number | undefined;
      /** Of the protocol log. */
      readonly session: string | undefined;
    }
  | { readonly kind: 'fork'; readonly key: string; readonly fork: Fork; readonly at: number }
  | { readonly kind: 'gap'; readonly key: string; readonly gap: Report['gaps'][number]; readonly at: number }
  /** A record that cannot be read is one row; the others are as they are. */
  | { readonly kind: 'unreadable'; readonly key: string; readonly event: TrackingEvent };

/** Events in their order, with what is lost between them. */
export function timelineRows({ events, gaps }: Pick<Report, 'events' | 'gaps'>): readonly TimelineRow[] {
  const fork = forkOf(events.filter(({ Timestamp }) => isReadable(Timestamp)));
  let before: number | undefined;
  const rows = events.flatMap((event, index): readonly TimelineRow[] => {
    const key = `${event.Timestamp} ${event.EventId} ${index}`;
    if (!isReadable(event.Timestamp)) return [{ kind: 'unreadable', key, event }];
    const at = Date.parse(event.Timestamp);
    const after = before === undefined ? 0 : at - before;
    before = at;
    const place = { ...placeOf(event), via: proxyIn(event), session: sessionIn(event) };
    const row = { kind: 'event', key, event, at, after, way: wayOf(event, fork), ...place } as const;
    return fork?.at === event ? [{ kind: 'fork', key: `fork ${key}`, fork, at }, row] : [row];
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

function isReadable(time: string): boolean {
  return !Number.isNaN(Date.parse(time));
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

/** `S:DeliveryPriority=Normal;S:ProxyHop1=mbx01.contoso.com(192.0.2.10)`: who spoke for the client. */
function proxyIn({ CustomData }: TrackingEvent): string | undefined {
  return /(?:^|;)S:ProxyHop1=(?<host>[^;()]+)/.exec(CustomData)?.groups?.['host'];
}

/** `08DF4EF7780C8E9E;2026-…;11`: the session in which it happened. */
export function sessionIn({ SourceContext }: TrackingEvent): string | undefined {
  return /^(?<session>[0-9A-F]{16})(?:;|$)/i.exec(SourceContext)?.groups?.['session'];
}
