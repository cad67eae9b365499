import { randomUUID } from 'node:crypto';

import { transportAgentSchema, type DirectoryContent, type TransportAgent } from '@mailyard/directory';
import { isSameName, OrganizationError, problemsOf } from '@mailyard/schema';
import { z } from 'zod';

import { onlyTried } from '../only-tried.js';
import { operation, OperationError } from '../operation.js';
import { agentParameters, writtenParameters } from './agent-parameters.js';
import { agentNamed } from './known-agent.js';

export const installTransportAgent = operation({
  name: 'Install-TransportAgent',
  summary: 'Makes a transport agent known; it is disabled until somebody enables it.',
  input: agentParameters.extend({
    name: z.string().min(1),
    assemblyPath: z.string().describe('The file of the agent, on every machine that runs the service.'),
    transportService: z.string().optional().describe('FrontEnd, or Hub, which is the default.'),
    ...onlyTried,
  }),
  output: transportAgentSchema,
  right: 'Transport Agents',
  audit: true,
  changes: 'configuration',
  async run({ name, assemblyPath, transportService, validateOnly, ...parameters }, { directory }) {
    const madeOf = ({ objects: { TransportAgents } }: Pick<DirectoryContent, 'objects'>): TransportAgent => {
      if (TransportAgents.some(({ Name }) => isSameName(Name, name))) {
        throw new OperationError(`there is a transport agent ${name} already`);
      }
      return {
        Guid: randomUUID(),
        Name: name,
        AssemblyPath: assemblyPath,
        // As Exchange numbers them: behind all others.
        Priority: 1 + Math.max(0, ...TransportAgents.map(({ Priority }) => Priority)),
        ...(transportService === undefined ? {} : { TransportService: transportService }),
        ...writtenParameters(parameters),
      } as TransportAgent;
    };
    if (validateOnly) return checked(madeOf(directory.organization));
    const made = await directory.update((content) => ({ put: { TransportAgents: [madeOf(content)] } }));
    return agentNamed(name, made.objects.TransportAgents);
  },
});

/** As the directory would judge it. */
function checked(made: TransportAgent): TransportAgent {
  const { data, error } = transportAgentSchema.safeParse(made);
  if (data !== undefined) return data;
  throw new OrganizationError(problemsOf(error, made, [`TransportAgents[${made.Name}]`]));
}
