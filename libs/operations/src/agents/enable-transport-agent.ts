import { transportAgentSchema } from '@mailyard/directory';
import { z } from 'zod';

import { operation } from '../operation.js';
import { changeAgent } from './known-agent.js';

export const enableTransportAgent = operation({
  name: 'Enable-TransportAgent',
  summary: 'From now on the transport agent is asked.',
  input: z.object({ identity: z.string().min(1) }),
  output: transportAgentSchema,
  right: 'Transport Agents',
  audit: true,
  run: ({ identity }, context) => changeAgent(identity, { Enabled: true }, context),
});
