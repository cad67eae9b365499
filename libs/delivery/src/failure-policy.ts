import { timeoutsOf, type TransportSettings } from '@mailyard/directory';
import type { Priority, WaitCause } from '@mailyard/message';
import { replies, type EnvelopeRecipient, type Reply } from '@mailyard/smtp';

import type { AboutMessage, DeliveryOutcome, OwnLimit, RemoteHost, SuccessReport } from './delivery-agent.js';

/** What became of one recipient at one attempt; callers switch over it. */
export type DeliveryResult =
  | { readonly action: 'delivered'; readonly reply: Reply }
  /** `waitCause`: why, when the next hop did not ask for it. */
  | { readonly action: 'delayed'; readonly reply: Reply; readonly waitCause?: 'content-unavailable' }
  /** `waited`: it failed because it was too old, and this is why. */
  | { readonly action: 'failed'; readonly reply: Reply; readonly waited?: WaitCause }
  /** Refused for good; the alternate recipient that the sender named gets the message. */
  | { readonly action: 'redirected'; readonly reply: Reply };

/** What follows from one attempt. */
export type Judgement =
  /** Each recipient has a result, in order. */
  | {
      readonly of: 'recipients';
      readonly results: readonly DeliveryResult[];
      /** Who gave the replies; undefined: nobody but ourselves. */
      readonly remote?: RemoteHost | undefined;
      /** What the sender may hear of those who were delivered. */
      readonly success?: SuccessReport;
    }
  /** The queue goes into Retry: every message for this next hop waits. */
  | { readonly of: 'queue'; readonly lastError: Reply; readonly retryAfterMs?: number | undefined }
  /** Nothing was tried: the message stays at the head of its queue, no attempt is counted, nobody is to blame. */
  | ({ readonly of: 'us' } & OwnLimit);

/** The message of an attempt, as far as it matters for what follows. */
export interface Attempted {
  readonly recipients: readonly EnvelopeRecipient[];
  /** See `isExpired`. */
  readonly expired: boolean;
}

/**
 * What each failure means, in one place:
 *
 * | what happened                                   | what follows                                              |
 * |-------------------------------------------------|-----------------------------------------------------------|
 * | no connection, no TLS, connection lost, 421     | the queue goes into Retry, its messages wait              |
 * | the same amid a message, by a host of others    | that message waits MessageRetryInterval                   |
 * | 4yz 4.3.2 for every recipient                   | the same                                                  |
 * | 4yz for a recipient or the message              | those recipients wait MessageRetryInterval                |
 * | 5yz                                             | those recipients fail, DSN                                |
 * | 5yz, and the sender named an alternate (ORAR)   | that one goes to Submission, no DSN                       |
 * | older than MessageExpirationTimeout, undelivered | the recipients left fail with 4.4.7, DSN                 |
 * | older than DelayNotificationTimeout             | the sender is told once                                   |
 * | a limit of ours (no free connection)            | the job goes back to its queue, without Retry or attempt  |
 * | a limit of ours that says until when            | the same, and the queue waits so long                     |
 * | a fault of ours                                 | logged, the message waits, nobody is told                 |
 */
export function judge(outcome: DeliveryOutcome, message: Attempted): Judgement {
  switch (outcome.scope) {
    case 'recipients':
      return ofReplies(outcome, message);
    case 'message':
      return ofReplies({ ...outcome, replies: message.recipients.map(() => outcome.reply) }, message);
    case 'next-hop':
      return unreachable(outcome.said, message, outcome.retryAfterMs);
    case 'own-limit':
      return ofUs(outcome);
  }
}

interface GivenReplies {
  readonly replies: readonly Reply[];
  readonly remote?: RemoteHost;
  readonly success?: SuccessReport;
  readonly aboutMessage?: AboutMessage;
}

function ofUs({ reason, retryAfterMs, cause }: OwnLimit): Judgement {
  return {
    of: 'us',
    reason,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(cause === undefined ? {} : { cause }),
  };
}

function ofReplies(answered: GivenReplies, message: Attempted): Judgement {
  const { replies: given, remote, success, aboutMessage } = answered;
  const [first] = given;
  const ofNextHop = aboutMessage !== true && given.every(isAboutNextHop);
  if (first !== undefined && ofNextHop) return unreachable(first.toString(), message);
  const results = given.map((reply, index) => {
    const alternate = message.recipients[index]?.orar !== undefined;
    return recipientResult(reply, { expired: message.expired, alternate });
  });
  return { of: 'recipients', results, remote, success };
}

function unreachable(said: string, { recipients, expired }: Attempted, retryAfterMs?: number): Judgement {
  const lastError = connectionFailure(said);
  if (!expired) return { of: 'queue', lastError, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  const failed = tooOld({ kind: 'next-hop-unreachable', lastError: lastError.toString() });
  return { of: 'recipients', results: recipients.map(() => failed) };
}

export function recipientResult(
  reply: Reply,
  { expired, alternate = false }: { readonly expired: boolean; readonly alternate?: boolean },
): DeliveryResult {
  if (reply.positive) return { action: 'delivered', reply };
  if (reply.permanent) return { action: alternate ? 'redirected' : 'failed', reply };
  // RFC 5321 §4.5.4.1: what may succeed later is tried until the message is too old; 3yz here is a broken peer.
  if (!expired) return { action: 'delayed', reply };
  return tooOld({ kind: 'temporary-refusal', lastError: reply.toString() });
}

/** The end of a recipient that could not be served in time. */
function tooOld(waited: WaitCause): DeliveryResult {
  return { action: 'failed', reply: replies.messageExpired, waited };
}

/**
 * RFC 5321 §3.8: 421 speaks about the connection, whatever command it answers; RFC 3463 §3.4: X.3.2 about the host, which
 * takes no mail for whomever, as Mailbox Delivery does while the mailbox database is missing.
 */
export function isAboutNextHop(reply: Reply): boolean {
  return reply.code === 421 || (reply.transient && reply.status === '4.3.2');
}

/** LastError of a queue in Retry. */
export function connectionFailure(said: string): Reply {
  return replies.nextHopUnreachable.withText(
    `${replies.nextHopUnreachable.text}: "${said}" Attempted failover to alternate host, but that did not succeed. ` +
      'Either there are no alternate hosts, or delivery failed to all alternate hosts.',
  );
}

export function isExpired(
  message: { readonly receivedAt: number; readonly priority?: Priority },
  settings: TransportSettings,
  now: number,
): boolean {
  return now - message.receivedAt >= timeoutsOf(settings, message.priority).expirationMs;
}
