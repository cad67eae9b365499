import { type Organization, type ReceiveConnector } from '@mailyard/directory';
import { isWildcard } from '@mailyard/schema';
import { type ServiceInstance } from '@mailyard/service';
import type { Endpoint } from '@mailyard/smtp';

import { isBoundTo } from '../../selection/judge-connector.js';
import type { Hub } from './hub-chooser.js';

// Ports of the default connectors' bindings, whatever offset the process listens with.
const inboundPort = 2525;
const clientPort = 465;

/** A listener of the hub at a connector that takes servers of the organization. */
interface Entrance {
  readonly connector: ReceiveConnector;
  readonly endpoint: Endpoint;
}

/**
 * The hub that a process announces; undefined when it listens nowhere for servers of the organization. Bindings may have
 * been moved: any of its entrances takes all transactions.
 */
export function hubOf(instance: ServiceInstance, organization: Organization): Hub | undefined {
  const entrances = entrancesOf(instance, organization);
  const client = entrances.find(({ connector }) => isBoundTo(clientPort, connector));
  const inbound =
    entrances.find(({ connector }) => isBoundTo(inboundPort, connector)) ??
    entrances.find((entrance) => entrance !== client);
  const either = inbound ?? client;
  if (either === undefined) return undefined;
  const other = client ?? either;
  return {
    id: instance.id,
    server: instance.server,
    inbound: either.endpoint,
    client: other.endpoint,
    maxHeaderBytes: Math.min(either.connector.MaxHeaderSize, other.connector.MaxHeaderSize),
    ...(instance.pressure === undefined ? {} : { pressure: instance.pressure }),
  };
}

function entrancesOf(
  { server, listeners, address }: ServiceInstance,
  organization: Organization,
): readonly Entrance[] {
  const connectors = organization.receiveConnectors(server).filter(takesServers);
  return listeners.flatMap(({ name, state, endpoint }) => {
    const connector = connectors.find(({ Name }) => Name === name);
    if (connector === undefined || state !== 'Listening') return [];
    // A wildcard tells only the port.
    const reached = isWildcard(endpoint) ? { address, port: endpoint.port } : endpoint;
    return [{ connector, endpoint: reached }];
  });
}

function takesServers({ TransportRole, AuthMechanism, PermissionGroups }: ReceiveConnector): boolean {
  return (
    TransportRole === 'HubTransport' &&
    AuthMechanism.includes('ExchangeServer') &&
    PermissionGroups.includes('ExchangeServers')
  );
}
