import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { AgentHost } from '@mailyard/agent-host';
import {
  acceptedDomainSchema,
  deliveryAgentConnectorSchema,
  noObjects,
  Organization,
  transportAgentSchema,
  transportSettingsSchema,
} from '@mailyard/directory';
import { nextHopTo } from '@mailyard/routing';
import { Degradations } from '@mailyard/service';
import { tempDir } from '@mailyard/testing';

import type { OutboundLimits } from '../../limits/outbound-limits.js';
import { describeDeliveryAgent, type TestOptions } from '../../testing/index.js';
import { InstalledDeliveryAgent } from './installed-delivery-agent.js';
import { gatewayAgent } from './spec-support/gateway-agent.js';
import { gatewayFaults, gatewayStages, ScriptedGateway } from './spec-support/scripted-gateway.js';

const guid = randomUUID();

/** As hubs share them, in one process. */
function countedPlaces(): Pick<OutboundLimits, 'enter'> {
  let open = 0;
  return {
    enter: ({ limits }) => {
      const { value = Infinity, parameter = '' } = limits.connector.connections ?? {};
      if (open >= value) {
        return Promise.resolve({ cause: 'connections', reason: parameter, retryAfterMs: 1 });
      }
      open += 1;
      let held = true;
      const release = (): void => {
        if (held) open -= 1;
        held = false;
      };
      return Promise.resolve({ held: true, release });
    },
  };
}

async function start(
  { maxConnections, patienceMs }: TestOptions,
  parameters: object = {},
  text = gatewayAgent,
) {
  const folder = await tempDir();
  const peer = new ScriptedGateway();
  await peer.comeBack();
  const AssemblyPath = join(folder.path, 'agent.mjs');
  await writeFile(AssemblyPath, text);
  const organization = new Organization(1, {
    ...noObjects,
    TransportSettings: [transportSettingsSchema.parse({ Guid: randomUUID() })],
    AcceptedDomains: [
      acceptedDomainSchema.parse({
        Guid: randomUUID(),
        Name: 'contoso.com',
        DomainName: 'contoso.com',
        Default: true,
      }),
    ],
    TransportAgents: [
      transportAgentSchema.parse({
        Guid: randomUUID(),
        Name: 'Gateway Agent',
        AssemblyPath,
        Enabled: true,
        Events: ['OnOpenConnection', 'OnDeliverMailItem', 'OnCloseConnection'],
        SupportedDeliveryProtocol: 'GATEWAY',
        TimeLimit: `00:00:${String(Math.min(59, patienceMs / 1_000)).padStart(2, '0')}`,
      }),
    ],
    DeliveryAgentConnectors: [
      deliveryAgentConnectorSchema.parse({
        Guid: guid,
        Name: 'To the gateway',
        AddressSpaces: ['FAX:*'],
        SourceTransportServers: ['MBX01'],
        DeliveryProtocol: 'gateway',
        MaxConcurrentConnections: maxConnections,
        AgentSettings: { Port: String(peer.port) },
        ...parameters,
      }),
    ],
  });
  const host = new AgentHost({
    service: 'Hub',
    folder: join(folder.path, 'run'),
    degradations: new Degradations(),
    log: { info: () => undefined, warn: () => undefined },
  });
  const agent = new InstalledDeliveryAgent({
    host,
    organization: () => organization,
    password: () => Promise.resolve({ kind: 'closed', reason: 'there is none' }),
    limits: countedPlaces(),
    onConnection: () => undefined,
    onOutcome: () => undefined,
    onReached: () => undefined,
  });
  host.follow(organization);
  const stop = async (): Promise<void> => {
    agent.stop();
    await host.close();
    await peer.leave();
    await folder.remove();
  };
  return { agent, nextHop: nextHopTo('DeliveryAgent', 'FAX', guid), peer, stop };
}

describeDeliveryAgent('an installed agent', {
  stages: gatewayStages,
  faults: gatewayFaults,
  connects: true,
  spools: true,
  start,
});
