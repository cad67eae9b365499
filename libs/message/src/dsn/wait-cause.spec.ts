import { replies, Reply } from '@mailyard/smtp';

import { explanationOf, waitExplanation } from './explanations.js';
import { waitReply, type WaitCause } from './wait-cause.js';
import { english } from './words/english/index.js';

const lastError = '451 4.4.0 later';
/** By kind, so that the compiler asks for every one. */
const causes: Readonly<Record<WaitCause['kind'], WaitCause>> = {
  'no-route': { kind: 'no-route', lastError },
  'next-hop-unreachable': { kind: 'next-hop-unreachable', lastError },
  'temporary-refusal': { kind: 'temporary-refusal', lastError },
  'queue-suspended': { kind: 'queue-suspended' },
  'content-unavailable': { kind: 'content-unavailable' },
  'not-categorized': { kind: 'not-categorized' },
  'no-attempt': { kind: 'no-attempt' },
};

describe('a message that waits', () => {
  it.each(Object.values(causes))('has words of its own, before the end and at it: $kind', (cause) => {
    const all = Object.values(causes).flatMap((each) =>
      (['expired', 'delayed'] as const).map((end) => waitExplanation(each, end, english)),
    );
    expect(new Set(all).size).toBe(all.length);
    // Only who was asked can have refused.
    const blames = /recipient's mail system/.test(waitExplanation(cause, 'expired', english));
    expect(blames).toBe(cause.kind === 'temporary-refusal');
    expect(explanationOf({ reply: replies.messageExpired, waited: cause }, english)).toBe(
      waitExplanation(cause, 'expired', english),
    );
  });

  it('quotes the last error to senders inside alone', () => {
    const cause = causes['next-hop-unreachable'];
    expect(waitReply(replies.messageExpired, cause, 'internal').toString()).toBe(
      `550 4.4.7 QUEUE.Expired; message expired. Last error: ${lastError}`,
    );
    expect(waitReply(replies.messageExpired, cause, 'external').toString()).toBe(
      '550 4.4.7 QUEUE.Expired; message expired',
    );
  });

  it.each([
    ['452 4.2.2 full', 'mailbox was full'],
    ['452 4.3.1 Insufficient system storage', 'no storage left'],
    ['450 4.7.1 greylisted', 'policy'],
  ])('names the reason of %s', (error, words) => {
    expect(waitExplanation({ kind: 'temporary-refusal', lastError: error }, 'expired', english)).toContain(
      words,
    );
  });
});

describe('explanations by status (RFC 3463)', () => {
  it('a message that an administrator removed is said to be removed', () => {
    expect(explanationOf({ reply: replies.messageDeleted }, english)).toContain(
      'administrator of this mail system removed',
    );
  });

  it.each([
    replies.unknownRecipient,
    replies.noSuchMailbox,
    replies.recipientLimitExceeded,
    replies.messageTooLarge,
    replies.headerTooLarge,
    replies.hopCountExceeded,
    replies.smtpUtf8Unsupported,
    replies.binaryMimeUnsupported,
    replies.addressLiteralRefused,
    new Reply(552, '5.2.2', 'mailbox full'),
  ])('what a hub or Mailbox Delivery refuses is explained: $status', (reply) => {
    const anything = explanationOf({ reply: new Reply(550, '5.0.0', 'no') }, english);
    expect(explanationOf({ reply }, english)).not.toBe(anything);
  });

  it.each([
    [
      'a null MX (RFC 7505)',
      replies.nullMx.withText(`${replies.nullMx.text}; example.com`),
      /takes no mail.*check the address/,
    ],
    ['no REQUIRETLS (RFC 8689)', replies.requireTlsUnsupported, /REQUIRETLS.*send it again without/],
  ])('%s has a sentence of its own', (_, reply, words) => {
    expect(explanationOf({ reply }, english)).toMatch(words);
  });

  it('550 5.1.10 is an unknown recipient, and not a null MX', () => {
    expect(explanationOf({ reply: replies.unknownRecipient }, english)).not.toContain('takes no mail');
  });
});
