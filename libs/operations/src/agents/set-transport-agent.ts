import { transportAgentSchema } from '@mailyard/directory';
import { z } from 'zod';

import { onlyTried } from '../only-tried.js';
import { operation } from '../operation.js';
import { agentParameters, writtenParameters } from './agent-parameters.js';
import { changeAgent } from './known-agent.js';

export const setTransportAgent = operation({
  name: 'Set-TransportAgent',
  summary: 'Changes what is said of a transport agent; it acts so within a second.',
  input: agentParameters.extend({ identity: z.string().min(1), ...onlyTried }),
  output: transportAgentSchema,
  right: 'Transport Agents',
  audit: true,
  changes: 'configuration',
  run({ identity, validateOnly, ...parameters }, context) {
    return changeAgent(identity, { ...writtenParameters(parameters), validateOnly }, context);
  },
});
