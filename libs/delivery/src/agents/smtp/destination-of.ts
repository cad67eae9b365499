import {
  edgeSubscription,
  ownSubscription,
  type Organization,
  type SendConnector,
  type SiteServer,
} from '@mailyard/directory';
import type { NextHop } from '@mailyard/routing';
import { siteSmartHost } from '@mailyard/schema';
import { isLoopback } from '@mailyard/service';

import type { Destination } from './destination.js';

/** What says where a next hop is now. */
export type Destinations = Pick<Organization, 'sendConnector' | 'objects'>;

/**
 * Undefined when the connector is gone, is disabled, or leads elsewhere now: what waits for that next hop is routed anew.
 */
export function destinationOf(nextHop: NextHop, organization: Destinations): Destination | undefined {
  const connector = organization.sendConnector(nextHop.connector);
  if (connector === undefined || !connector.Enabled) return undefined;
  const { domain: name, deliveryType } = nextHop;
  if (deliveryType === 'SmtpRelayWithinAdSiteToEdge') return toEdges(connector, name, organization);
  if (connector.DNSRoutingEnabled) {
    return deliveryType === 'DnsConnectorDelivery' ? { connector, name, by: 'dns', domain: name } : undefined;
  }
  if (deliveryType !== 'SmartHostConnectorDelivery') return undefined;
  if (connector.SmartHosts.includes(siteSmartHost)) return toSite(connector, name, organization);
  return { connector, name, by: 'smart-hosts', hosts: connector.SmartHosts };
}

/** An Edge, or a server of the site of one. */
interface Subscribed extends SiteServer {
  readonly Authority?: string | undefined;
}

/** Of an Edge to the Mailbox servers of its site (`--`). */
function toSite(connector: SendConnector, name: string, organization: Destinations): Destination | undefined {
  const { Authority, SiteServers = [] } = ownSubscription(organization) ?? {};
  return toSubscribed(
    connector,
    name,
    SiteServers.map((server) => ({ ...server, Authority })),
  );
}

/** Of a Mailbox server to the Edge servers that send by a connector. */
function toEdges(
  connector: SendConnector,
  name: string,
  organization: Destinations,
): Destination | undefined {
  const edges = connector.SourceTransportServers.flatMap(
    (source) => edgeSubscription(source, organization) ?? [],
  );
  return toSubscribed({ ...connector, ...amongServers }, name, edges);
}

/** As a connector between servers of one organization: with proof on both sides, and with all header fields. */
const amongServers = {
  DNSRoutingEnabled: false,
  SmartHosts: [siteSmartHost],
  SmartHostAuthMechanism: 'ExchangeServer',
  DomainSecureEnabled: false,
  RequireTLS: false,
  TlsAuthLevel: undefined,
  TlsDomain: undefined,
  FrontendProxyEnabled: false,
  ForceHELO: false,
} as const satisfies Partial<SendConnector>;

/** Undefined: nobody is known there. */
function toSubscribed(
  connector: SendConnector,
  name: string,
  servers: readonly Subscribed[],
): Destination | undefined {
  const [first] = servers;
  if (first?.Authority === undefined) return undefined;
  // A connector has one port, and so have the servers of one installation.
  const same = servers.filter(({ Port }) => Port === first.Port);
  const authorities = new Set(same.flatMap(({ Authority }) => Authority ?? []));
  return {
    connector: { ...connector, Port: first.Port },
    name,
    by: 'smart-hosts',
    hosts: same.flatMap(hostsOf),
    authority: [...authorities].join('\n'),
  };
}

/** On this machine, where it says that it is on it; else by name, then where it was when it told so. */
function hostsOf({ Fqdn, Addresses }: Pick<SiteServer, 'Fqdn' | 'Addresses'>): readonly string[] {
  const own = Addresses.filter(isLoopback);
  return own.length > 0
    ? own.map((address) => `[${address}]`)
    : [Fqdn, ...Addresses.map((address) => `[${address}]`)];
}
