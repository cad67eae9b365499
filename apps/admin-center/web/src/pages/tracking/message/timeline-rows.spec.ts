import { timelineRows } from './timeline-rows.js';
import type { TrackingEvent } from './use-message.js';

const event = (Timestamp: string, EventId: string, SourceContext = '', CustomData = '') =>
  ({ Timestamp, EventId, SourceContext, CustomData, Recipients: [] as readonly string[] }) as TrackingEvent;
const second = (count: number) => new Date(Date.UTC(2026, 10, 30, 15, 0, count)).toISOString();

it('the times between the events add up, and each event has its lane', () => {
  const rows = timelineRows({
    events: [
      event(second(0), 'RECEIVE', '08DF4EF7780C8E9E;x;11'),
      event(second(1), 'DEFER', '451 4.7.1'),
      event(second(5), 'SEND'),
    ],
    gaps: [],
  });
  expect(rows).toMatchObject([
    { after: 0, from: 'client', lane: 'hub', session: '08DF4EF7780C8E9E' },
    { after: 1_000, lane: 'queue', state: 'warn', session: undefined },
    { after: 4_000, lane: 'next', state: 'good' },
  ]);
});

it('what is lost is drawn in its place, and what cannot be read is one row', () => {
  const gap = {
    server: 'MBX01',
    file: 'x',
    bytes: 1,
    from: Date.parse(second(3)),
    until: Date.parse(second(4)),
  };
  const rows = timelineRows({
    events: [event(second(0), 'RECEIVE'), event('?', ''), event(second(5), 'SEND')],
    gaps: [gap],
  });
  expect(rows.map(({ kind }) => kind)).toEqual(['event', 'unreadable', 'gap', 'event']);
});

it('a client that came by way of Front End is drawn so, one that came to the hub is not', () => {
  const proxied = 'S:DeliveryPriority=Normal;S:ProxyHop1=mbx01.contoso.com(192.0.2.10)';
  const rows = timelineRows({
    events: [event(second(0), 'RECEIVE', '', proxied), event(second(1), 'RECEIVE')],
    gaps: [],
  });
  expect(rows).toMatchObject([{ via: 'mbx01.contoso.com' }, { via: undefined }]);
});

it('where it forks stands before the first event on one of its ways', () => {
  const to = (at: number, EventId: string, address: string): TrackingEvent => ({
    ...event(second(at), EventId),
    ConnectorId: '',
    ServerHostname: '',
    RelatedRecipientAddress: '',
    Recipients: [address],
  });
  const rows = timelineRows({
    events: [to(0, 'RECEIVE', 'a@b.c'), to(1, 'SEND', 'a@b.c'), to(2, 'SEND', 'd@e.f')],
    gaps: [],
  });
  expect(rows.map((row) => (row.kind === 'event' ? row.way : row.kind))).toEqual([undefined, 'fork', 1, 2]);
});
