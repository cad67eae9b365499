import { randomUUID } from 'node:crypto';

import { transportSettingsSchema } from '@mailyard/directory';
import { Reply, replies, type EnvelopeRecipient } from '@mailyard/smtp';

import type { DeliveryOutcome } from './delivery-agent.js';
import { connectionFailure, isAboutNextHop, isExpired, judge, recipientResult } from './failure-policy.js';

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
    expect(connectionFailure('421 4.3.2 Not now').toString()).toMatch(
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

describe('what follows from an attempt', () => {
  const remote = { host: '192.0.2.1' };
  const [later, no, yes] = [
    new Reply(451, '4.2.0', 'later'),
    new Reply(550, '5.1.1', 'no'),
    new Reply(250, '2.1.5', 'ok'),
  ];
  const path = { localPart: 'alice', domain: 'contoso.com' };
  const recipients: readonly EnvelopeRecipient[] = [{ path }, { path, orar: path }, { path }];
  const away = { of: 'queue', lastError: connectionFailure('421 4.3.2 Not now') };

  it.each<[string, DeliveryOutcome, string | object]>([
    [
      'a reply each',
      { scope: 'recipients', replies: [yes, no, later], remote, success: 'delivered' },
      'delivered redirected delayed',
    ],
    ['the message refused', { scope: 'message', reply: no, remote }, 'failed redirected failed'],
    ['the message put off', { scope: 'message', reply: later, remote }, 'delayed delayed delayed'],
    ['no connection', { scope: 'next-hop', said: '421 4.3.2 Not now' }, away],
    [
      '421 to this message, others pass',
      { scope: 'message', reply: new Reply(421, '4.7.26', 'not yours'), remote, aboutMessage: true },
      'delayed delayed delayed',
    ],
    ['421 to MAIL', { scope: 'message', reply: new Reply(421, '4.3.2', 'Not now'), remote }, away],
    ['a limit of ours', { scope: 'own-limit', reason: '5 are in use' }, { of: 'us', reason: '5 are in use' }],
    [
      'a limit of ours that says until when',
      { scope: 'own-limit', reason: '5 a minute', cause: 'message-rate', retryAfterMs: 12_000 },
      { of: 'us', reason: '5 a minute', cause: 'message-rate', retryAfterMs: 12_000 },
    ],
  ])('%s', (_, outcome, expected) => {
    const judgement = judge(outcome, { recipients, expired: false });
    const actions = judgement.of === 'recipients' ? judgement.results.map(({ action }) => action) : [];
    expect(typeof expected === 'string' ? actions.join(' ') : judgement).toEqual(expected);
  });

  it('a limit of ours does not even end what is too old: its age is judged without us', () => {
    expect(judge({ scope: 'own-limit', reason: '' }, { recipients, expired: true }).of).toBe('us');
  });

  it('no connection is the end of a message that is too old', () => {
    const judgement = judge({ scope: 'next-hop', said: 'refused' }, { recipients, expired: true });
    expect(judgement).toMatchObject({
      of: 'recipients',
      results: recipients.map(() => ({ action: 'failed' })),
    });
  });
});
