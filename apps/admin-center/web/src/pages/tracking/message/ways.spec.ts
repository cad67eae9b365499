import { wayOf, forkOf } from './ways.js';
import type { TrackingEvent } from './use-message.js';

const event = (EventId: string, Recipients: readonly string[], more: Partial<TrackingEvent> = {}) =>
  ({
    EventId,
    Recipients,
    ConnectorId: '',
    ServerHostname: '',
    RelatedRecipientAddress: '',
    ...more,
  }) as TrackingEvent;
const received = event('RECEIVE', ['team@contoso.com', 'x@fabrikam.com']);
const toGroup = event('EXPAND', ['alice@contoso.com'], { RelatedRecipientAddress: 'team@contoso.com' });
const inside = event('SEND', ['alice@contoso.com'], {
  ConnectorId: 'Intra-Organization SMTP Send Connector',
});
const deferred = event('DEFER', ['X@fabrikam.com', 'y@fabrikam.com'], { ConnectorId: 'To Internet' });
const sent = event('SEND', ['x@fabrikam.com'], { ConnectorId: 'To Internet' });
const failed = event('FAIL', ['y@fabrikam.com']);

it('recipients of whom an event tells together are on one way, whatever becomes of each later', () => {
  const fork = forkOf([received, toGroup, inside, deferred, sent, failed]);
  expect(fork).toEqual({
    reason: 'expanded',
    related: 'team@contoso.com',
    at: inside,
    ways: [
      { number: 1, recipients: ['alice@contoso.com'], connector: 'Intra-Organization SMTP Send Connector' },
      { number: 2, recipients: ['x@fabrikam.com', 'y@fabrikam.com'], connector: 'To Internet' },
    ],
  });
  expect([received, toGroup, inside, deferred, sent, failed].map((each) => wayOf(each, fork))).toEqual([
    undefined,
    undefined,
    1,
    2,
    2,
    2,
  ]);
});

it('events that were told of apart are on one way once one tells of both', () => {
  expect(forkOf([received, sent, failed, deferred])).toBeUndefined();
});

it.each([
  [[received, sent, inside], 'nextHops'],
  [[received, event('RESOLVE', ['alice@contoso.com']), sent, inside], 'rewritten'],
  [[received, event('TRANSFER', ['alice@contoso.com']), sent, inside], 'split'],
])('why it forks', (events, reason) => {
  expect(forkOf(events)?.reason).toBe(reason);
});

it('a message that goes one way has no fork', () => {
  expect(forkOf([received, sent])).toBeUndefined();
  expect(forkOf([])).toBeUndefined();
});

it('who went by one connector to one host is on one way, though every event tells of one alone', () => {
  const hop = { ConnectorId: 'To Internet', ServerHostname: 'mx.fabrikam.com' };
  expect(forkOf([received, event('SEND', ['a@b.c'], hop), event('FAIL', ['d@b.c'], hop)])).toBeUndefined();
});
