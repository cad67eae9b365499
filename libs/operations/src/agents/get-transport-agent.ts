import { transportAgentSchema } from '@mailyard/directory';
import { nameKey } from '@mailyard/schema';
import { z } from 'zod';

import { operation } from '../operation.js';
import { agentNamed } from './known-agent.js';

export const getTransportAgent = operation({
  name: 'Get-TransportAgent',
  summary: 'Lists the transport agents in the order of their priorities.',
  input: z.object({ identity: z.string().min(1).optional() }),
  output: z.array(transportAgentSchema).readonly(),
  right: 'View-Only Configuration',
  audit: false,
  run({ identity }, { directory }) {
    const { TransportAgents } = directory.organization.objects;
    if (identity !== undefined) return Promise.resolve([agentNamed(identity, TransportAgents)]);
    const ordered = TransportAgents.toSorted(
      (one, other) => one.Priority - other.Priority || nameKey(one.Name).localeCompare(nameKey(other.Name)),
    );
    return Promise.resolve(ordered);
  },
});
