import { transportAgentSchema, type TransportAgent } from '@mailyard/directory';
import { z } from 'zod';

import { onlyTried } from '../only-tried.js';
import { operation } from '../operation.js';
import { agentNamed } from './known-agent.js';

export const uninstallTransportAgent = operation({
  name: 'Uninstall-TransportAgent',
  summary: 'Removes a transport agent; its file stays where it is.',
  input: z.object({ identity: z.string().min(1), ...onlyTried }),
  output: transportAgentSchema,
  right: 'Transport Agents',
  audit: true,
  changes: 'configuration',
  async run({ identity, validateOnly }, { directory }) {
    if (validateOnly) return agentNamed(identity, directory.organization.objects.TransportAgents);
    let removed: TransportAgent | undefined;
    await directory.update(({ objects: { TransportAgents } }) => {
      removed = agentNamed(identity, TransportAgents);
      return { remove: [{ kind: 'TransportAgents', Guid: removed.Guid }] };
    });
    return agentNamed(identity, removed === undefined ? [] : [removed]);
  },
});
