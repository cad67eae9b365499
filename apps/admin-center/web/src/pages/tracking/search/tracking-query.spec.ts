import { parseQuery } from '../../../ui/query/query-terms.js';
import { trackingQuery, trackingSearchFields } from './tracking-query.js';

const now = Date.UTC(2026, 10, 30, 15);
const asked = (text: string, range = 'all') =>
  trackingQuery(parseQuery(text, trackingSearchFields), { now, isUtc: true, range });

it.each([
  ['from:erp@contoso.com to:a@b.c|d@e.f', { sender: 'erp@contoso.com', recipients: ['a@b.c', 'd@e.f'] }],
  ['invoice 2026', { messageSubject: 'invoice 2026' }],
  ['kate@fabrikam.com', { recipients: ['kate@fabrikam.com'] }],
  ['event:fail ip:10.0.0.0/8', { eventId: ['FAIL'], clientAddress: '10.0.0.0/8' }],
  ['received:10:00..11:00', { start: Date.UTC(2026, 10, 30, 10), end: Date.UTC(2026, 10, 30, 11, 1) }],
])('%s', (text, input) => {
  expect(asked(text)).toEqual({ input, unusable: [] });
});

it('a range of time is the preset, and what cannot be asked is said', () => {
  expect(asked('', 'day').input).toEqual({ start: now - 86_400_000 });
  expect(asked('-from:a from:b from:c').unusable.map(({ text }) => text)).toEqual(['-from:a', 'from:c']);
});
