import { transportAgentSchema } from '@mailyard/directory';
import { z } from 'zod';

import { onlyTried } from '../only-tried.js';
import { operation } from '../operation.js';
import { changeAgent } from './known-agent.js';

export const enableTransportAgent = operation({
  name: 'Enable-TransportAgent',
  summary: 'From now on the transport agent is asked.',
  input: z.object({ identity: z.string().min(1), ...onlyTried }),
  output: transportAgentSchema,
  right: 'Transport Agents',
  audit: true,
  changes: 'configuration',
  run: ({ identity, validateOnly }, context) =>
    changeAgent(identity, { Enabled: true, validateOnly }, context),
});
