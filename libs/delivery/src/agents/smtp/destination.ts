import type { Organization, SendConnector } from '@mailyard/directory';
import type { NextHop } from '@mailyard/routing';

/** Where the messages of one queue go through a Send connector, by the organization as it is now. */
export type Destination = {
  readonly connector: SendConnector;
  /** The recipients' domain, or the smart hosts as the connector has them: whom limits and logs are about. */
  readonly name: string;
} & (
  | { readonly by: 'dns'; readonly domain: string }
  | { readonly by: 'smart-hosts'; readonly hosts: readonly string[] }
);

/**
 * Undefined when the connector is gone, is disabled, or leads elsewhere now: what waits for that next hop is routed anew.
 */
export function destinationOf(
  nextHop: NextHop,
  organization: Pick<Organization, 'sendConnector'>,
): Destination | undefined {
  const connector = organization.sendConnector(nextHop.connector);
  if (connector === undefined || !connector.Enabled) return undefined;
  const { domain: name, deliveryType } = nextHop;
  if (connector.DNSRoutingEnabled) {
    return deliveryType === 'DnsConnectorDelivery' ? { connector, name, by: 'dns', domain: name } : undefined;
  }
  if (deliveryType !== 'SmartHostConnectorDelivery') return undefined;
  return { connector, name, by: 'smart-hosts', hosts: connector.SmartHosts };
}
