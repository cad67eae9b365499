import {
  parseBinding,
  type Organization,
  type ReceiveConnector,
  type ServiceInstance,
} from '@mailyard/directory';
import type { Endpoint } from '@mailyard/smtp';

import type { Hub } from './hub-chooser.js';

// Ports of the bindings, whatever offset the process listens with.
const inboundPort = 2525;
const clientPort = 465;

const wildcards: readonly string[] = ['0.0.0.0', '::'];

/** The hub that a process announces; undefined when it does not listen where Front End would connect to. */
export function hubOf(instance: ServiceInstance, organization: Organization): Hub | undefined {
  const connectors = organization.receiveConnectors(instance.server);
  const inbound = endpointAt(inboundPort, instance, connectors);
  const client = endpointAt(clientPort, instance, connectors);
  const either = inbound ?? client;
  return either && { id: instance.id, inbound: inbound ?? either, client: client ?? either };
}

function endpointAt(
  port: number,
  { listeners, address }: ServiceInstance,
  connectors: readonly ReceiveConnector[],
): Endpoint | undefined {
  const names = connectors
    .filter(({ Bindings }) => Bindings.some((text) => parseBinding(text)?.port === port))
    .map(({ Name }) => Name);
  const found = listeners.find(({ name, state }) => names.includes(name) && state === 'Listening')?.endpoint;
  // A wildcard tells only the port.
  return found && (wildcards.includes(found.address) ? { address, port: found.port } : found);
}
