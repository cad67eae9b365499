import {
  usageDefaults,
  usageType,
  type UsageDefaults,
} from '../kinds/receive-connectors/parameters/usage-type.js';
import {
  defaultReceiveConnectors,
  mailboxDeliveryConnector,
  mailboxDeliveryName,
  type ServerIdentity,
} from '../kinds/receive-connectors/default-receive-connectors.js';
import { identityKey, type OrganizationObjects } from '../kinds/index.js';
import { serverSchema } from '../kinds/servers/server.js';
import { isSameName, nameKey } from '@mailyard/schema';
import type { OrganizationText } from './organization-text.js';
import { finder, implied, mergeSection, type Entry } from './section-merge.js';
import { without, type Written } from './written.js';

interface ConnectorBasis {
  readonly current: OrganizationObjects;
  readonly newGuid: () => string;
  /** Of a connector whose text does not name one. */
  readonly server: string;
}

/**
 * New servers have the connectors of setup beside those that the text names; older ones get back what they miss of them
 * when the text says so.
 */
export function connectorEntries(
  { ReceiveConnectors = [], Servers = [] }: OrganizationText,
  servers: readonly Entry[],
  { current, newGuid, server }: ConnectorBasis,
): readonly Entry[] {
  const identities = identitiesOf([...current.Servers, ...servers.map(({ object }) => object)], newGuid);
  const find = finder('ReceiveConnectors', current);
  const own = ReceiveConnectors.map((written): Written => {
    const isFound = written['Guid'] !== undefined && find({ Guid: written['Guid'] }) !== undefined;
    return isFound ? written : { Server: server, ...written };
  });
  const defaultsOf = connectorDefaults(identities);
  const named = mergeSection('ReceiveConnectors', own, { current, newGuid, defaultsOf });
  const keys = new Set(named.map(({ object }) => keyOf(object)));
  const unnamed = servers.flatMap(({ object, known, said }) => {
    const identity = identities.find((each) => isSameName(each.server, String(object['Name'])));
    if (identity === undefined) return [];
    const flag = said === undefined ? undefined : Servers[said.at]?.DefaultReceiveConnectors;
    const wanted = flag ?? known === undefined;
    const missing = connectorsOfSetup(identity).filter(
      (each) => !keys.has(keyOf(each)) && find(each) === undefined,
    );
    return missing.filter((each) => wanted || isSameName(String(each['Name']), mailboxDeliveryName));
  });
  return [...unnamed.map((each) => implied({ ...each, Guid: newGuid() })), ...named];
}

/** A server that its own schema refuses is reported by that and gets no connectors. */
function identitiesOf(servers: readonly object[], newGuid: () => string): readonly ServerIdentity[] {
  return servers.flatMap((each) => {
    const { data } = serverSchema.safeParse(each);
    return data === undefined ? [] : [{ server: data.Name, fqdn: data.Fqdn, newGuid }];
  });
}

/** What a new connector has where nothing is said: as setup makes one of its name, as its usage type says, its server's Fqdn. */
export function connectorDefaults(servers: readonly ServerIdentity[]): (connector: Written) => Written {
  const made = new Map(servers.flatMap(connectorsOfSetup).map((each) => [keyOf(each), each]));
  const fqdns = new Map(servers.map((each) => [nameKey(each.server), each.fqdn]));
  return (connector) => ({
    Fqdn: fqdns.get(nameKey(String(connector['Server']))),
    ...made.get(keyOf(connector)),
    ...defaultsOfUsage(connector['Usage']),
  });
}

/** The five that a server is set up with, and the implicit one of Mailbox Delivery; without Guids. */
export function connectorsOfSetup(server: ServerIdentity): readonly Written[] {
  return [...defaultReceiveConnectors(server), mailboxDeliveryConnector(server)].map((connector) =>
    without(connector, 'Guid'),
  );
}

/** A usage type that does not exist is reported by the connector's schema. */
function defaultsOfUsage(usage: unknown): Partial<UsageDefaults> {
  const { data } = usageType.safeParse(usage);
  return data === undefined ? {} : usageDefaults(data);
}

const keyOf = (connector: Written): string => identityKey('ReceiveConnectors', connector);
