import type { ExtendedRight, Organization, ReceiveConnector } from '@mailyard/directory';
import { replies, type Path, type Reply } from '@mailyard/smtp';

import { refusalBy, type CheckedSession, type Checks } from '../checks/check.js';
import type { OfferRules } from '../offer/session-offer.js';
import { effectiveRights } from '../rights/effective-rights.js';
import { identityOf } from '../rights/identity.js';
import { rightNames } from '../rights/rights.js';
import { sessionPrincipals } from '../rights/session-principals.js';
import { submitterOf } from '../rights/submitter.js';
import { edge } from './edge.js';
import { frontEnd } from './front-end.js';
import { hub } from './hub.js';
import { mailboxDelivery } from './mailbox-delivery.js';

interface AnyRole extends OfferRules {
  readonly checks: Checks;
}

const roles: Readonly<Record<ReceiveConnector['TransportRole'], AnyRole>> = {
  FrontendTransport: frontEnd,
  HubTransport: hub,
  MailboxTransportDelivery: mailboxDelivery,
};

/** The role of the service that owns the connector. */
export function roleOf(
  { TransportRole }: Pick<ReceiveConnector, 'TransportRole'>,
  { edge: isEdge }: Pick<Organization, 'edge'>,
): AnyRole {
  return isEdge === undefined ? roles[TransportRole] : edge;
}

/** A peer before TLS and AUTH, at a moment in which no limit is reached. */
export const newcomer = {
  active: true,
  refused: 'nobody' as const,
  tls: undefined,
  user: undefined,
  proxied: undefined,
  forwarder: false,
  envelope: { reversePath: null },
  takePlace: () => undefined,
  chargeSource: () => undefined,
  countMessage: () => undefined,
};

export interface AnonymousAccess {
  readonly principals: readonly string[];
  readonly rights: readonly ExtendedRight[];
}

/** Whom a peer that has shown nothing but its address counts as, and what it may do. */
export function anonymousAccess(connector: ReceiveConnector): AnonymousAccess {
  const principals = sessionPrincipals(connector, newcomer);
  return { principals, rights: rightNames(effectiveRights(connector, principals)) };
}

/** The answer that such a peer gets: to MAIL when that is refused already, else to RCPT. */
export interface RcptAnswer {
  readonly command: 'MAIL' | 'RCPT';
  readonly reply: Reply;
}

/** By the checks that its session would meet; the sender is the null reverse-path, which is everybody's. */
export function anonymousRcpt(
  connector: ReceiveConnector,
  { from, path }: { readonly from: string; readonly path: Path },
  organization: Organization,
): RcptAnswer {
  const identity = identityOf(newcomer, { connector, organization, account: undefined });
  const submitter = submitterOf(identity, newcomer);
  const remote = { address: from, port: 0 };
  const session: CheckedSession = { ...newcomer, remote, connector, organization, identity, submitter };
  const { checks } = roleOf(connector, organization);
  const refused = refusalBy(checks.mail, session, { reversePath: null });
  if (refused !== undefined) return { command: 'MAIL', reply: refused };
  return { command: 'RCPT', reply: refusalBy(checks.rcpt, session, { path }) ?? replies.recipientOk };
}
