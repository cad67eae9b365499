import { stored } from '../spec-support/log-rows.js';
import { recipientStates } from './recipient-state.js';

const inside = 'Intra-Organization SMTP Send Connector';
const taken = '250 2.6.0 <1@contoso.com> [InternalId=1, Hostname=mbx02.contoso.com] Queued mail for delivery';
const stateAfter = (...events: readonly Readonly<Record<string, string>>[]) => {
  const rows = events.map((event, at) =>
    stored({
      'date-time': `2026-10-01T08:00:0${at}.000Z`,
      'recipient-address': 'kate@fabrikam.com',
      'recipient-count': '1',
      ...event,
    }),
  );
  const [found] = recipientStates(rows.map(({ values }) => ({ server: 'MBX01', values })));
  return found && [found.state, found.status];
};
const relayed = { 'event-id': 'SEND', 'connector-id': inside, 'recipient-status': taken };
const deferred = { 'event-id': 'DEFER', 'recipient-status': '451 4.3.0 later' };

describe('what became of a recipient', () => {
  it.each([
    ['another server has taken it', [relayed], ['Relayed', taken]],
    ['and cannot deliver it yet', [relayed, deferred], ['Deferred', '451 4.3.0 later']],
    ['the first server could not, and has passed it on', [deferred, relayed], ['Relayed', taken]],
    [
      'the other one has sent it',
      [deferred, relayed, { 'event-id': 'SEND', 'connector-id': 'To all', 'recipient-status': '250 ok' }],
      ['Sent', '250 ok'],
    ],
    [
      'Mailbox Delivery has it, though its own log says nothing',
      [{ 'event-id': 'SEND', 'connector-id': inside, 'recipient-status': '250 2.0.0 OK' }],
      ['Sent', '250 2.0.0 OK'],
    ],
  ])('%s', (_, events, expected) => expect(stateAfter(...events)).toEqual(expected));
});
