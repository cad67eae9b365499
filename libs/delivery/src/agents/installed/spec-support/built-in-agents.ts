import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { AgentHost } from '@mailyard/agent-host';
import {
  acceptedDomainSchema,
  builtInAgents,
  deliveryAgentConnectorSchema,
  noObjects,
  Organization,
  transportAgentSchema,
  transportSettingsSchema,
} from '@mailyard/directory';
import { nextHopTo } from '@mailyard/routing';
import { Degradations } from '@mailyard/service';
import { tempDir } from '@mailyard/testing';

import type { DeliveryOutcome, OutgoingMessage } from '../../../delivery-agent.js';
import { unlimited } from '../../../testing/index.js';
import { InstalledDeliveryAgent } from '../installed-delivery-agent.js';

export interface BuiltInUnderTest {
  readonly folder: string;
  /** Over a session of its own. */
  readonly deliver: (message: OutgoingMessage) => Promise<DeliveryOutcome>;
  readonly stop: () => Promise<void>;
}

/** The agents that are part of Mailyard, in their processes, for one connector; its secret is `Secret-9`. */
export async function builtInFor(
  parameters: (folder: string) => object,
  ofAgents: (folder: string) => object = () => ({}),
): Promise<BuiltInUnderTest> {
  const folder = await tempDir();
  const guid = randomUUID();
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
    TransportAgents: builtInAgents.map((agent) =>
      transportAgentSchema.parse({
        ...agent,
        Guid: randomUUID(),
        ...('SupportedDeliveryProtocol' in agent ? ofAgents(folder.path) : {}),
      }),
    ),
    DeliveryAgentConnectors: [
      deliveryAgentConnectorSchema.parse({
        Guid: guid,
        Name: 'To others',
        AddressSpaces: ['*'],
        SourceTransportServers: ['MBX01'],
        ...parameters(folder.path),
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
    password: () => Promise.resolve({ kind: 'opened', secret: 'Secret-9' }),
    limits: unlimited,
    onConnection: () => undefined,
    onOutcome: () => undefined,
    onReached: () => undefined,
  });
  return {
    folder: folder.path,
    deliver: (message) => agent.open(nextHopTo('DeliveryAgent', '*', guid)).deliver(message),
    stop: async () => {
      agent.stop();
      await host.close();
      await folder.remove();
    },
  };
}
