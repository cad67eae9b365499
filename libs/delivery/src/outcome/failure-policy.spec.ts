import { randomUUID } from 'node:crypto';

import { transportSettingsSchema } from '@mailyard/directory';
import { HopError, Reply, replies } from '@mailyard/smtp';

import { connectionFailure, isAboutNextHop, isExpired, recipientResult } from './failure-policy.js';

describe('what a reply means for a recipient (RFC 5321 §4.2.1)', () => {
  it.each([
    [250, '2.1.5', false, 'delivered'],
    [250, '2.1.5', true, 'delivered'],
    [451, '4.3.0', false, 'delayed'],
    [452, '4.3.1', false, 'delayed'],
    [354, undefined, false, 'delayed'],
    [550, '5.1.1', false, 'failed'],
    [554, '5.4.6', false, 'failed'],
  ] as const)('%s %s, expired: %s → %s', (code, status, expired, action) => {
    const reply = new Reply(code, status, 'text');
    expect(recipientResult(reply, { expired })).toEqual({ action, reply });
  });

  it('5yz for a recipient with an alternate is no failure yet (ORAR)', () => {
    const options = { expired: false, alternate: true };
    expect(recipientResult(new Reply(550, '5.1.1', 'no'), options).action).toBe('redirected');
    expect(recipientResult(new Reply(450, '4.2.0', 'later'), options).action).toBe('delayed');
    expect(recipientResult(new Reply(450, '4.2.0', 'later'), { ...options, expired: true }).action).toBe(
      'failed',
    );
  });

  it('4yz for a message that is too old is its end', () => {
    expect(recipientResult(new Reply(451, '4.3.0', 'later'), { expired: true })).toEqual({
      action: 'failed',
      reply: replies.messageExpired,
      waited: { kind: 'temporary-refusal', lastError: '451 4.3.0 later' },
    });
  });

  it('421 speaks about the connection (RFC 5321 §3.8)', () => {
    expect(isAboutNextHop(replies.notAvailable)).toBe(true);
    expect(isAboutNextHop(replies.mailboxDatabaseMissing)).toBe(true);
    expect(isAboutNextHop(replies.localError)).toBe(false);
  });
});

describe('LastError of a queue in Retry', () => {
  it('quotes what the next hop said', () => {
    const error = new HopError('connect', 'refused', { reply: new Reply(421, '4.3.2', 'Not now') });
    expect(connectionFailure(error).toString()).toMatch(
      /^451 4\.4\.0 Primary target IP address responded with: "421 4\.3\.2 Not now" Attempted failover/,
    );
  });
});

describe('expiry', () => {
  it('counts from the receipt of the message', () => {
    const transport = transportSettingsSchema.parse({ Guid: randomUUID(), MessageExpirationTimeout: 5_000 });
    expect(isExpired({ receivedAt: 1_000 }, transport, 5_999)).toBe(false);
    expect(isExpired({ receivedAt: 1_000 }, transport, 6_000)).toBe(true);
  });
});
