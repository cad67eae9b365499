import type { Account, Organization, ReceiveConnector } from '@mailyard/directory';
import type { AuthAs, Session } from '@mailyard/smtp';

import { effectiveRights } from './effective-rights.js';
import { serverRights } from './permission-groups.js';
import { noRights, rightsOf, type Rights } from './rights.js';
import { secureDomains } from './secure-domains.js';
import { authAsOf, isOrganizationServer, isServerAccount, sessionPrincipals } from './session-principals.js';

/** Who the session counts as, and what it may do. */
export interface Standing {
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

export interface StandingBasis {
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

/** By what the session has shown up to now. */
export function standingOf(session: Session, { connector, organization, account }: StandingBasis): Standing {
  const domains = secureDomains(connector, session, organization);
  const principals = sessionPrincipals(connector, session, { account, partner: domains.length > 0 });
  const serverAccount = isServerAccount(account);
  const rights = effectiveRights(connector, principals, serverAccount ? rightsOfServers : noRights);
  return {
    rights,
    authAs: authAsOf(principals, rights),
    secureDomains: domains,
    server: isOrganizationServer(connector, session),
    serverAccount,
    addresses: session.user === undefined ? undefined : (account?.mailbox?.EmailAddresses ?? []),
  };
}
