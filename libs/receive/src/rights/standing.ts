import type { Account, Organization, ReceiveConnector } from '@mailyard/directory';
import type { AuthAs, Session } from '@mailyard/smtp';

import { effectiveRights } from './effective-rights.js';
import type { Rights } from './rights.js';
import { secureDomains } from './secure-domains.js';
import { authAsOf, isOrganizationServer, sessionPrincipals } from './session-principals.js';

/** Who the session counts as, and what it may do. */
export interface Standing {
  readonly rights: Rights;
  readonly authAs: AuthAs;
  /** For which domains the peer's certificate speaks (mutual TLS). */
  readonly secureDomains: readonly string[];
  /** A server of the organization at the other end. */
  readonly server: boolean;
  /** The addresses of the user who has logged in; undefined without a login. */
  readonly addresses: readonly string[] | undefined;
}

export interface StandingBasis {
  readonly connector: ReceiveConnector;
  readonly organization: Organization;
  /** Of the user who has logged in. */
  readonly account: Account | undefined;
}

/** By what the session has shown up to now. */
export function standingOf(session: Session, { connector, organization, account }: StandingBasis): Standing {
  const domains = secureDomains(connector, session, organization);
  const principals = sessionPrincipals(connector, session, { account, partner: domains.length > 0 });
  const rights = effectiveRights(connector, principals);
  return {
    rights,
    authAs: authAsOf(principals, rights),
    secureDomains: domains,
    server: isOrganizationServer(connector, session),
    addresses: session.user === undefined ? undefined : (account?.mailbox?.EmailAddresses ?? []),
  };
}
