import type { Organization } from '@mailyard/directory';
import { isWildcard, parseBinding } from '@mailyard/schema';
import { canonicalAddress, domainKey } from '@mailyard/smtp';

import type { RoutedConnector } from './routed-connector.js';

/** The server that routes. */
export interface RoutingPlace {
  readonly server: string;
  /** By so much its listening ports differ from those in Bindings. */
  readonly portOffset?: number;
}

const loopback = ['127.0.0.1', '::1'];

/**
 * Whether every smart host of the connector is the organization itself, so that mail would come back for ever: a server by its
 * name, or an address that this server listens on. What else listens on another port of such a host, a content filter
 * perhaps, is none of ours.
 */
export function leadsBackToUs(
  connector: RoutedConnector,
  organization: Organization,
  { server, portOffset = 0 }: RoutingPlace,
): boolean {
  if (connector.kind !== 'SendConnector' || connector.DNSRoutingEnabled) return false;
  const bindings = organization
    .receiveConnectors(server)
    .flatMap(({ Bindings }) => Bindings.flatMap((text) => parseBinding(text) ?? []))
    .filter(({ port }) => port + portOffset === connector.Port);
  if (bindings.length === 0) return false;
  const isOurs = (address: string): boolean =>
    bindings.some((binding) =>
      isWildcard(binding) ? loopback.includes(address) : canonicalAddress(binding.address) === address,
    );
  const names = new Set(organization.hostNames.map(domainKey));
  return connector.SmartHosts.every((host) => {
    const address = literalAddress(host);
    return address === undefined ? names.has(domainKey(host)) : isOurs(address);
  });
}

/** Of `[192.0.2.1]`; undefined for a name. */
function literalAddress(host: string): string | undefined {
  return host.startsWith('[') ? canonicalAddress(host.slice(1, -1).replace(/^ipv6:/i, '')) : undefined;
}
