import type { ReceiveConnector } from '@mailyard/directory';
import type { AuthAs, Session } from '@mailyard/smtp';

import { principals } from './permission-groups.js';
import { holds, type Rights } from './rights.js';

/** Somebody who has logged in, by every name under which an access control entry may know them. */
export interface Account {
  readonly names: readonly string[];
}

export type SessionState = Pick<Session, 'tls'>;

type Authenticating = Pick<ReceiveConnector, 'AuthMechanism'>;

/** Whom this session counts as at this moment. */
export function sessionPrincipals(
  connector: Authenticating,
  session: SessionState,
  account?: Account,
): readonly string[] {
  if (connector.AuthMechanism.includes('ExternalAuthoritative')) return [principals.externallySecured];
  if (account !== undefined) return [...account.names, principals.authenticatedUsers];
  if (isOrganizationServer(connector, session)) return [principals.exchangeServers, principals.hubServers];
  return [principals.anonymous];
}

/** The peer showed a certificate of the organization's own CA, at a connector that takes that for authentication. */
export function isOrganizationServer(connector: Authenticating, { tls }: SessionState): boolean {
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
  if (held.includes(principals.authenticatedUsers)) return 'Internal';
  if (holds(rights, 'ms-Exch-SMTP-Accept-Authentication-Flag')) return 'Internal';
  return held.includes(principals.partners) ? 'Partner' : 'Anonymous';
}
