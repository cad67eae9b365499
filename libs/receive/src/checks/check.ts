import type { Organization, ReceiveConnector } from '@mailyard/directory';
import type { Refused } from '@mailyard/service';
import {
  ReplyError,
  type Envelope,
  type EnvelopeRecipient,
  type ProxyCommand,
  type Reply,
  type Session,
} from '@mailyard/smtp';

import type { Identity } from '../rights/identity.js';
import type { Submitter } from '../rights/submitter.js';

/** What checks know of a session at a Receive connector, each time as it is at that moment. */
export interface CheckedSession extends Pick<Session, 'tls' | 'user' | 'forwarder' | 'remote'> {
  readonly connector: ReceiveConnector;
  readonly organization: Organization;
  /** The service takes mail. */
  readonly active: boolean;
  /** Whose mail is refused for want of resources. */
  readonly refused: Refused;
  readonly identity: Identity;
  readonly submitter: Submitter;
  /** What MAIL has said; undefined before it. */
  readonly envelope: Pick<Envelope, 'reversePath' | 'declaredBytes'> | undefined;
  /** Takes a place at the connector; the refusal, if there is none. */
  takePlace(): Reply | undefined;
  /** Takes, once, a place among those of its source, and one of the minute's connections. */
  chargeSource(): Reply | undefined;
  /** Counts a message of this sender. */
  countMessage(sender: string | undefined): Reply | undefined;
}

/** The refusal, if the session may not do this. Of what a check asks nothing has to have been called before. */
export type Check<Subject = unknown> = (session: CheckedSession, subject: Subject) => Reply | undefined;

/** What a role demands, in order: the first refusal is the answer. */
export interface Checks {
  /** Before the greeting. */
  readonly connect: readonly Check[];
  /** Before a password or a ticket is looked at. */
  readonly login: readonly Check[];
  /** XPROXYFROM and its kin. */
  readonly proxy: readonly Check<ProxyCommand>[];
  readonly mail: readonly Check<Pick<Envelope, 'reversePath' | 'declaredBytes'>>[];
  readonly rcpt: readonly Check<EnvelopeRecipient>[];
}

export function refusalBy<Subject>(
  checks: readonly Check<Subject>[],
  session: CheckedSession,
  subject: Subject,
): Reply | undefined {
  for (const check of checks) {
    const refusal = check(session, subject);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Throws the first refusal. */
export function demand<Subject>(
  checks: readonly Check<Subject>[],
  session: CheckedSession,
  subject: Subject,
): void {
  const refusal = refusalBy(checks, session, subject);
  if (refusal !== undefined) throw new ReplyError(refusal);
}
