import { Reply } from '@mailyard/smtp';

import { failureCause } from './failure-cause.js';

type Status = ConstructorParameters<typeof Reply>[1];

const causeOf = (status: Status, code = 550): string => failureCause(new Reply(code, status, 'no'));

describe('every code that Exchange documents has a cause of its own', () => {
  it.each<[Status, string]>([
    ['4.2.0', 'mailbox-not-ready'],
    ['4.3.1', 'system-not-ready'],
    ['4.3.2', 'system-not-ready'],
    ['4.4.0', 'not-reached'],
    ['4.4.1', 'not-reached'],
    ['4.4.2', 'not-reached'],
    ['4.4.7', 'expired'],
    ['4.5.3', 'too-many-recipients'],
    ['4.7.0', 'policy-not-yet'],
    ['5.0.0', 'failed'],
    ['5.1.0', 'sender-refused'],
    ['5.1.1', 'unknown-recipient'],
    ['5.1.2', 'unknown-domain'],
    ['5.1.3', 'recipient-address'],
    ['5.1.4', 'reserved-domain'],
    ['5.1.5', 'reserved-domain'],
    ['5.1.6', 'reserved-domain'],
    ['5.1.7', 'sender-refused'],
    ['5.1.8', 'sender-refused'],
    ['5.1.10', 'unknown-recipient'],
    ['5.2.0', 'mailbox-refuses'],
    ['5.2.1', 'mailbox-refuses'],
    ['5.2.2', 'mailbox-full'],
    ['5.2.3', 'too-large-for-recipient'],
    ['5.2.4', 'group-broken'],
    ['5.3.0', 'system-fault'],
    ['5.3.2', 'system-fault'],
    ['5.3.3', 'system-configuration'],
    ['5.3.4', 'message-too-large'],
    ['5.3.5', 'system-configuration'],
    ['5.4.4', 'unknown-domain'],
    ['5.4.6', 'mail-loop'],
    ['5.4.14', 'mail-loop'],
    ['5.5.2', 'protocol'],
    ['5.5.3', 'too-many-recipients'],
    ['5.5.4', 'protocol'],
    ['5.5.6', 'protocol'],
    ['5.6.11', 'bare-line-feeds'],
    ['5.7.1', 'not-permitted'],
    ['5.7.3', 'sender-unproven'],
    ['5.7.54', 'relay-denied'],
    ['5.7.57', 'sender-unproven'],
    ['5.7.60', 'send-as-denied'],
    ['5.7.124', 'not-a-sender-of-group'],
    ['5.7.129', 'not-a-sender-of-recipient'],
    ['5.7.133', 'group-of-insiders'],
    ['5.7.134', 'recipient-of-insiders'],
    ['5.7.136', 'recipient-of-insiders'],
    ['5.7.900', 'mail-flow-rule'],
    ['5.7.999', 'mail-flow-rule'],
  ])('%s: %s', (status, cause) => {
    expect(causeOf(status)).toBe(cause);
  });
});

describe('of other codes, what their class and subject say (RFC 3463 §3)', () => {
  it.each<[Status, string]>([
    ['5.1.99', 'recipient-address'],
    ['5.2.99', 'mailbox-refuses'],
    ['5.4.1', 'no-route'],
    ['5.6.99', 'content-refused'],
    ['5.7.26', 'not-permitted'],
    ['5.9.1', 'failed'],
    ['4.9.1', 'temporary'],
    ['2.0.0', 'failed'],
    [undefined, 'failed'],
  ])('%s: %s', (status, cause) => {
    expect(causeOf(status)).toBe(cause);
  });

  it('a reply code without a status says its class', () => {
    expect(causeOf(undefined, 451)).toBe('temporary');
  });

  it('556 5.1.10 is a domain without mail (RFC 7505 §4.1)', () => {
    expect(causeOf('5.1.10', 556)).toBe('no-mail-domain');
  });
});

describe('a 5.7.1 of the resolver says what was not permitted', () => {
  it.each([
    ['RESOLVER.RST.AuthRequired; authentication required', 'recipient-of-insiders'],
    ['RESOLVER.RST.NotAuthorized; not authorized', 'not-a-sender-of-recipient'],
    ['RESOLVER.RST.Else; not authorized', 'not-permitted'],
    ['constructor; not authorized', 'not-permitted'],
  ])('%s', (text, cause) => expect(failureCause(new Reply(550, '5.7.1', text))).toBe(cause));
});
