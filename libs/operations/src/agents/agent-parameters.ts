import type { TransportAgent } from '@mailyard/directory';
import { z } from 'zod';

/** What can be said of an installed agent, as the object's parameters are written; the directory judges them. */
export const agentParameters = z.object({
  priority: z.int().optional(),
  transportAgentFactory: z.string().optional().describe('The export that is the agent; default: default.'),
  events: z.array(z.string()).optional().describe('What it is asked at.'),
  touches: z.array(z.string()).optional().describe('What it may do.'),
  timeLimit: z.string().optional(),
  failurePolicy: z.string().optional().describe('Accept, Defer (the default) or Refuse.'),
  maxMemory: z.string().optional(),
  supportedDeliveryProtocol: z
    .string()
    .optional()
    .describe('Of an agent that delivers: the DeliveryProtocol of its connectors.'),
  writablePaths: z.array(z.string()).optional().describe('Folders that its process may read and write.'),
});

/** By the names that the object has. */
export function writtenParameters(parameters: z.output<typeof agentParameters>): Partial<TransportAgent> {
  const named = Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [`${name.charAt(0).toUpperCase()}${name.slice(1)}`, value] as const);
  return Object.fromEntries(named) as Partial<TransportAgent>;
}
