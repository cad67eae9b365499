import {
  principalKey,
  principals,
  wellKnownPrincipals,
  type Account,
  type ReceiveConnector,
} from '@mailyard/directory';
import type { AuthAs, Session } from '@mailyard/smtp';

import { holds, type Rights } from './rights.js';
import type { SubscribedPeer } from './subscribed-peer.js';

type WithTls = Pick<Session, 'tls'>;

type Authenticating = Pick<ReceiveConnector, 'AuthMechanism'>;

/** What a session has proved beside the organization's own certificate. */
export interface Known {
  readonly account?: Account | undefined;
  /** Mutual TLS with a domain of TLSReceiveDomainSecureList. */
  readonly partner?: boolean;
  /** Who is subscribed to us, at the other end. */
  readonly subscribed?: SubscribedPeer | undefined;
}

/** Whom this session counts as at this moment. */
export function sessionPrincipals(
  connector: Authenticating,
  session: WithTls,
  { account, partner = false, subscribed }: Known = {},
): readonly string[] {
  if (connector.AuthMechanism.includes('ExternalAuthoritative')) return [principals.externallySecured];
  if (account !== undefined) return accountPrincipals(account);
  if (isOrganizationServer(connector, session)) return [principals.exchangeServers, principals.hubServers];
  if (subscribed === 'Edge') return [principals.edgeServers];
  if (subscribed === 'Organization') return [principals.hubServers];
  // What everybody may do here a partner may do, too.
  return partner ? [principals.partners, principals.anonymous] : [principals.anonymous];
}

/**
 * Every name under which an access control entry may know the account, and its groups. A user that bears the name of a
 * well-known principal is not that principal.
 */
function accountPrincipals({ login, credential, user }: Account): readonly string[] {
  const named = user === undefined ? [] : [user.Alias, user.Name, ...user.EmailAddresses];
  const names = [login, ...named].filter((name) => !wellKnownPrincipals.has(principalKey(name)));
  return [...names, ...(credential?.MemberOf ?? []), principals.authenticatedUsers];
}

/** An account that stands for a server: another mail system, an unsubscribed Edge. */
export function isServerAccount(account: Account | undefined): boolean {
  return account?.credential?.MemberOf.includes('Exchange Servers') ?? false;
}

/** The peer showed a certificate of the organization's own CA, at a connector that takes that for authentication. */
export function isOrganizationServer(connector: Authenticating, { tls }: WithTls): boolean {
  return (
    connector.AuthMechanism.includes('ExchangeServer') &&
    tls?.command === 'X-ANONYMOUSTLS' &&
    tls.peerAuthorized
  );
}

/**
 * What X-MS-Exchange-Organization-AuthAs will say. A login is authentication in itself; a host needs
 * ms-Exch-SMTP-Accept-Authentication-Flag to be believed.
 */
export function authAsOf(held: readonly string[], rights: Rights): AuthAs {
  // What an Edge brings has come from strangers; the fields of the organization in it say so, too.
  if (held.includes(principals.edgeServers)) return 'Anonymous';
  if (held.includes(principals.authenticatedUsers)) return 'Internal';
  if (holds(rights, 'ms-Exch-SMTP-Accept-Authentication-Flag')) return 'Internal';
  return held.includes(principals.partners) ? 'Partner' : 'Anonymous';
}
