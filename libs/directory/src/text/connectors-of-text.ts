import { usageDefaults, usageType, type UsageDefaults } from '../objects/connector/usage-type.js';
import {
  defaultReceiveConnectors,
  mailboxDeliveryConnector,
  type ServerIdentity,
} from '../objects/default-receive-connectors.js';
import { identityKey } from '../objects/organization-objects.js';
import type { OrganizationText } from './organization-text.js';
import { without, type Written } from './written.js';

export interface TextServer extends ServerIdentity {
  /** Whether it has the default connectors that the text does not name. */
  readonly withDefaults: boolean;
}

export interface TextConnectors {
  /** In the text's order. */
  readonly named: readonly Written[];
  /** Those that servers have without being told. */
  readonly unnamed: readonly Written[];
}

/** A connector with the name of a default one changes that one; any other is added. */
export function connectorsOf(
  { ReceiveConnectors = [] }: OrganizationText,
  { server, servers }: { readonly server: string; readonly servers: readonly TextServer[] },
): TextConnectors {
  const defaults = new Map(servers.flatMap(defaultsOf).map((each) => [keyOf(each.connector), each]));
  const fqdns = new Map(servers.map((each) => [each.server.toLowerCase(), each.fqdn]));
  const named = ReceiveConnectors.map((written): Written => {
    const connector: Written = { Server: server, ...written };
    const Fqdn = fqdns.get(String(connector['Server']).toLowerCase());
    return {
      Fqdn,
      ...defaults.get(keyOf(connector))?.connector,
      ...defaultsOfUsage(connector['Usage']),
      ...connector,
    };
  });
  for (const connector of named) defaults.delete(keyOf(connector));
  const unnamed = [...defaults.values()].flatMap(({ connector, wanted }) => (wanted ? [connector] : []));
  return { named, unnamed };
}

/** A usage type that does not exist is reported by the connector's schema. */
function defaultsOfUsage(usage: unknown): Partial<UsageDefaults> {
  const { data } = usageType.safeParse(usage);
  return data === undefined ? {} : usageDefaults(data);
}

/** The connector of Mailbox Delivery is implicit: no server is without it. */
function defaultsOf(server: TextServer) {
  return [
    ...defaultReceiveConnectors(server).map((connector) => ({ connector, wanted: server.withDefaults })),
    { connector: mailboxDeliveryConnector(server), wanted: true },
  ].map(({ connector, wanted }) => ({ connector: without(connector, 'Guid'), wanted }));
}

const keyOf = (connector: Written): string => identityKey('ReceiveConnectors', connector);
