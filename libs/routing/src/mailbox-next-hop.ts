import type { Mailbox, Organization } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';

import type { RoutingPlace } from './connectors/own-smart-hosts.js';
import { nextHopTo, type NextHop } from './next-hop.js';

/**
 * To the mailbox's database, or to the server that has it. There are no groups of servers that share databases, so a mailbox
 * delivery group is that one server. A database that the organization does not place is at every server.
 */
export function mailboxNextHop(
  { Database }: Mailbox,
  organization: Organization,
  { server }: RoutingPlace,
): NextHop {
  const home = organization.databaseServer(Database);
  return home === undefined || isSameName(home, server)
    ? nextHopTo('SmtpDeliveryToMailbox', Database)
    : nextHopTo('SmtpRelayToMailboxDeliveryGroup', home);
}
