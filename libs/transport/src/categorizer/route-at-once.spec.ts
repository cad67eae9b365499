import { recipient, source } from '../spec-support/test-hub.js';
import { contoso } from '../spec-support/contoso.js';
import { routeAtOnce } from './route-at-once.js';

const item = {
  envelope: { reversePath: null, recipients: [], body: '7BIT', smtpUtf8: false },
  source,
  sizeBytes: 1,
  receivedAt: 0,
} as const;

function routed(...addresses: readonly string[]) {
  const waiting = {
    number: '0',
    queue: 'Submission',
    attempts: 0,
    recipients: addresses.map((each) => recipient(each)),
  };
  return routeAtOnce({ copy: waiting, item }, contoso(), { server: 'MBX01' })?.map(({ copy, nextHop }) => {
    const to = copy.recipients.map(({ path }) => path.localPart).join(' ');
    return `${copy.number} ${copy.queue} ${nextHop?.domain}: ${to}`;
  });
}

describe('a message that need not wait in Submission', () => {
  it.each([
    ['one mailbox', ['alice@contoso.com'], ['0 SmtpDeliveryToMailbox.DB01 DB01: alice']],
    [
      'mailboxes with several next hops, one copy for each',
      ['alice@contoso.com', 'carol@contoso.com', 'bob@contoso.com'],
      ['0.1 SmtpDeliveryToMailbox.DB01 DB01: alice bob', '0.2 SmtpDeliveryToMailbox.DB02 DB02: carol'],
    ],
    ['a recipient who gets a DSN', ['alice@contoso.com', 'nobody@contoso.com'], undefined],
    ['a recipient without a route', ['alice@contoso.com', 'x@elsewhere.example'], undefined],
    ['nobody', [], undefined],
  ])('%s', (_, addresses, expected) => {
    expect(routed(...addresses)).toEqual(expected);
  });
});
