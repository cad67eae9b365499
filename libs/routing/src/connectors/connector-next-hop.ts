import { nextHopTo, type NextHop } from '../next-hop.js';
import { spaceName } from './address-space.js';
import type { Destination } from './destination.js';
import type { AddressSpace, RoutedConnector } from './routed-connector.js';
import type { Candidate } from './routing-table.js';

/** Where a message goes that this connector was chosen for: out of this server, or to one that may send by it. */
export function connectorNextHop(candidate: Candidate, to: Destination): NextHop {
  const { connector, space, proximity, edgeSite } = candidate;
  if (edgeSite !== undefined) {
    return proximity === 'site'
      ? nextHopTo('SmtpRelayWithinAdSiteToEdge', connector.Name, connector.Guid)
      : nextHopTo('SmtpRelayToRemoteActiveDirectorySite', edgeSite, connector.Guid);
  }
  if (proximity !== 'local') {
    return nextHopTo('SmtpRelayToConnectorSourceServers', connector.Name, connector.Guid);
  }
  switch (connector.kind) {
    case 'SendConnector':
      return connector.DNSRoutingEnabled
        ? nextHopTo('DnsConnectorDelivery', to.address, connector.Guid)
        : nextHopTo('SmartHostConnectorDelivery', smartHostList(connector), connector.Guid);
    case 'DeliveryAgentConnector':
      return nextHopTo('DeliveryAgent', gatewayName(space), connector.Guid);
    case 'ForeignConnector':
      return nextHopTo('NonSmtpGatewayDelivery', gatewayName(space), connector.Guid);
  }
}

/** As they are written; addresses have brackets. */
export function smartHostList({ SmartHosts }: Extract<RoutedConnector, { kind: 'SendConnector' }>): string {
  return SmartHosts.join(',');
}

/** The address space: MOBILE for all addresses of that type. */
function gatewayName(space: AddressSpace): string {
  return space.Address === '*' ? space.Type : spaceName(space);
}
