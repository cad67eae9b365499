import { timelineRows } from './timeline-rows.js';
import type { TrackingEvent } from './use-message.js';

const event = (Timestamp: string, EventId: string, SourceContext = '') =>
  ({ Timestamp, EventId, SourceContext }) as TrackingEvent;
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
