import type { Account, Organization, ReceiveConnector } from '@mailyard/directory';
import { domainKey, type AuthAs, type Session } from '@mailyard/smtp';

import { effectiveRights } from './effective-rights.js';
import { serverRights } from './permission-groups.js';
import { noRights, rightsOf, type Rights } from './rights.js';
import { authAsOf, isOrganizationServer, isServerAccount, sessionPrincipals } from './session-principals.js';
import { subscribedPeer } from './subscribed-peer.js';

/** Who the session counts as, and what it may do. */
export interface Identity {
  readonly rights: Rights;
  readonly authAs: AuthAs;
  /** For which domains the peer's certificate speaks (mutual TLS). */
  readonly secureDomains: readonly string[];
  /** A server of the organization at the other end. */
  readonly server: boolean;
  /** A server has logged in with its account. */
  readonly serverAccount: boolean;
  /** The addresses of the user who has logged in; undefined without a login. */
  readonly addresses: readonly string[] | undefined;
}

/** What a session has shown up to now. */
export type Shown = Pick<Session, 'tls' | 'user'>;

export interface IdentityBasis {
  readonly connector: ReceiveConnector;
  readonly organization: Organization;
  /** Of the user who has logged in. */
  readonly account: Account | undefined;
}

/**
 * Port 587 gives a login the rights of users, and proxies it to 465, which knows servers: an account of Exchange Servers
 * is judged by what it is, on whichever port it may submit, unless a connector denies it something.
 */
const rightsOfServers = rightsOf(...serverRights);

/** What a subscribed Edge has no need of: it speaks for nobody but itself, and brings mail for the accepted domains alone. */
const notOfThePerimeter = rightsOf('ms-Exch-SMTP-Accept-XProxyFrom', 'ms-Exch-SMTP-Accept-Any-Recipient');

// Of a session that has shown nothing, a connector alone decides, which is an immutable part of a directory snapshot.
const identitiesOfStrangers = new WeakMap<ReceiveConnector, Identity>();

export function identityOf(shown: Shown, basis: IdentityBasis): Identity {
  const { tls, user } = shown;
  if (tls !== undefined || user !== undefined || basis.account !== undefined) return workedOut(shown, basis);
  const known = identitiesOfStrangers.get(basis.connector);
  if (known !== undefined) return known;
  const identity = workedOut(shown, basis);
  identitiesOfStrangers.set(basis.connector, identity);
  return identity;
}

function workedOut(shown: Shown, { connector, organization, account }: IdentityBasis): Identity {
  const domains = secureDomains(connector, shown, organization);
  const subscribed = subscribedPeer(connector, shown, organization);
  const known = { account, partner: domains.length > 0, subscribed };
  const principals = sessionPrincipals(connector, shown, known);
  const serverAccount = isServerAccount(account);
  const granted = effectiveRights(connector, principals, serverAccount ? rightsOfServers : noRights);
  const rights = subscribed === 'Edge' ? granted & ~notOfThePerimeter : granted;
  return {
    rights,
    authAs: authAsOf(principals, rights),
    secureDomains: domains,
    server: isOrganizationServer(connector, shown) || subscribed === 'Organization',
    serverAccount,
    addresses: shown.user === undefined ? undefined : (account?.user?.EmailAddresses ?? []),
  };
}

/**
 * The domains of TLSReceiveDomainSecureList for which the peer has proved to speak: by a certificate of a trusted CA that
 * names the domain or a host in it.
 */
function secureDomains(
  { DomainSecureEnabled }: Pick<ReceiveConnector, 'DomainSecureEnabled'>,
  { tls }: Pick<Shown, 'tls'>,
  { transport }: Pick<Organization, 'transport'>,
): readonly string[] {
  if (!DomainSecureEnabled || tls?.command !== 'STARTTLS' || !tls.peerAuthorized) return [];
  return transport.TLSReceiveDomainSecureList.filter((secure) => {
    // A certificate has A-labels (RFC 5280 §7.2).
    const domain = domainKey(secure);
    return tls.peerHosts.some((host) => host === domain || host.endsWith(`.${domain}`));
  });
}
