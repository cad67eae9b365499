import type { Organization } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';

import { connectorNextHop } from './connectors/connector-next-hop.js';
import { isAuthoritative } from './connectors/outside-route.js';
import type { RoutingPlace } from './connectors/own-smart-hosts.js';
import { routingTable } from './connectors/routing-table.js';
import type { DeliveryType } from './delivery-type.js';
import type { NextHop } from './next-hop.js';

/**
 * Whether what waits for a next hop would be sent there today: all of it, nothing of it, or what each message says by its
 * recipients and its size.
 */
export type Standing = 'stands' | 'gone' | 'byMessage';

type Judge = (nextHop: NextHop, organization: Organization, place: RoutingPlace) => Standing;

/** Of a queue, after the configuration has changed. */
export const standingOf: Judge = (nextHop, organization, place) =>
  judges[nextHop.deliveryType]?.(nextHop, organization, place) ?? 'stands';

const ofConnector: Judge = (...asked) => (leadsThere(...asked) ? 'byMessage' : 'gone');

const judges: Readonly<Partial<Record<DeliveryType, Judge>>> = {
  SmtpDeliveryToMailbox: ({ domain }, organization, { server }) =>
    isSameName(organization.databaseServer(domain) ?? server, server) ? 'stands' : 'gone',
  SmtpRelayToMailboxDeliveryGroup: ({ domain }, organization, { server }) =>
    organization.server(domain) === undefined || isSameName(domain, server) ? 'gone' : 'byMessage',
  // An administrator has sent it there, or a group is expanded there.
  SmtpRelayToServers: ({ domain }, { servers }) =>
    servers.some(({ Fqdn }) => isSameName(Fqdn, domain)) ? 'stands' : 'gone',
  DnsConnectorDelivery: standingOfDomain,
  SmartHostConnectorDelivery: ofConnector,
  SmtpRelayToConnectorSourceServers: ofConnector,
  DeliveryAgent: ofConnector,
  NonSmtpGatewayDelivery: ofConnector,
};

/** The connector is there, and leads to this very next hop. */
function leadsThere(
  { connector, deliveryType, domain }: NextHop,
  organization: Organization,
  place: RoutingPlace,
): boolean {
  const candidates = routingTable(organization, place).candidates(connector);
  return candidates.some((candidate) => {
    const now = connectorNextHop(candidate, { type: 'SMTP', address: domain });
    return !candidate.loop && now.deliveryType === deliveryType && now.domain === domain;
  });
}

/** Which connector is for a domain is known without the messages, unless larger ones go by another. */
function standingOfDomain(nextHop: NextHop, organization: Organization, place: RoutingPlace): Standing {
  const { domain, connector } = nextHop;
  if (!leadsThere(nextHop, organization, place) || isAuthoritative(domain, organization)) return 'gone';
  let isFirst = true;
  for (const match of routingTable(organization, place).matches({ type: 'SMTP', address: domain })) {
    if (match.connector.Guid === connector) return isFirst ? 'stands' : 'byMessage';
    isFirst = false;
  }
  return 'gone';
}

/**
 * Whether somebody in a domain without a route may have one now, or is known not to exist: no connector was for it when the
 * message came.
 */
export function mayBeRouted(domain: string, organization: Organization, place: RoutingPlace): boolean {
  if (isAuthoritative(domain, organization)) return true;
  const [first] = routingTable(organization, place).matches({ type: 'SMTP', address: domain });
  return first !== undefined && !first.loop;
}
