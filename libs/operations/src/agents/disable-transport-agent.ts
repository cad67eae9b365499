import { transportAgentSchema } from '@mailyard/directory';
import { z } from 'zod';

import { onlyTried } from '../only-tried.js';
import { operation } from '../operation.js';
import { changeAgent } from './known-agent.js';

export const disableTransportAgent = operation({
  name: 'Disable-TransportAgent',
  summary: 'The transport agent is no longer asked; messages that waited for it go on.',
  input: z.object({ identity: z.string().min(1), ...onlyTried }),
  output: transportAgentSchema,
  right: 'Transport Agents',
  audit: true,
  changes: 'configuration',
  run: ({ identity, validateOnly }, context) =>
    changeAgent(identity, { Enabled: false, validateOnly }, context),
});
