import { byteSize, guid, listOf, nameKey, objectName, oneOf, span, timeSpan } from '@mailyard/schema';
import { z } from 'zod';

import { identityOf } from '../lookup.js';
import { agentEvents, agentServices, agentTouches, type AgentEvent } from './agent-event.js';

const megabyte = 1_048_576;

export const transportAgentSchema = z
  .strictObject({
    Guid: guid,
    Name: objectName,
    AssemblyPath: z
      .string()
      .regex(
        /^\/[^\0]+\.[cm]?[jt]s$/,
        'must be the absolute path of a .js, .mjs, .cjs, .ts, .mts or .cts file',
      )
      .optional()
      .describe(
        'The file of the agent, JavaScript or TypeScript, on every machine that runs the service. Only built-in agents have none.',
      ),
    TransportAgentFactory: z
      .string()
      .regex(/^[A-Za-z_$][\w$]{0,63}$/, 'must be the name of an export')
      .default('default')
      .describe('The export of the file that is the agent.'),
    TransportService: oneOf([...agentServices])
      .default('Hub')
      .describe('The service in which it acts.'),
    Enabled: z
      .boolean()
      .default(false)
      .describe('False: it is not asked. As in Exchange a new agent is disabled.'),
    Priority: z
      .int()
      .min(1)
      .max(10_000)
      .default(1_000)
      .describe(
        'Of two agents at one event the one with the lower number is asked first, of equal ones by name.',
      ),
    Events: z
      .array(oneOf(agentEvents as [AgentEvent, ...AgentEvent[]]))
      .readonly()
      .refine((events) => new Set(events).size === events.length, 'must not name an event twice')
      .default([])
      .describe('What it is asked at.'),
    Touches: z
      .array(oneOf([...agentTouches]))
      .readonly()
      .default([])
      .describe(
        'What it may do. verdict: refuse, delete or defer; headers: change header fields; envelope: add recipients, or leave some out; content: read the content, and replace it.',
      ),
    TimeLimit: timeSpan({ min: 100, max: 5 * span.minute })
      .default(10 * span.second)
      .describe('An agent that has not answered by then has failed, and is started anew.'),
    FailurePolicy: oneOf(['Accept', 'Defer', 'Refuse'])
      .default('Defer')
      .describe(
        'What becomes of a message when the agent fails: it goes on as if there were no such agent, waits until it answers or is disabled, or is refused; Refuse keeps waiting what it could not be asked about. In a session, Defer: the client is told to come again (4yz).',
      ),
    SupportedDeliveryProtocol: z
      .string()
      .trim()
      .min(1)
      .max(255)
      .optional()
      .describe(
        'Of an agent that delivers: it takes the mail of the Delivery Agent connectors with that DeliveryProtocol.',
      ),
    WritablePaths: listOf(
      z
        .string()
        .regex(/^\/[^\0*]*[^\0*/]$/, 'must be the absolute path of a folder')
        .max(4_096),
    )
      .default([])
      .describe('Folders that its process may read, and write into. Default: none.'),
    MaxMemory: byteSize({ min: 32 * megabyte, max: 4096 * megabyte })
      .default(256 * megabyte)
      .describe('What its process may use; beyond it is ended.'),
  })
  .readonly();

export type TransportAgent = z.infer<typeof transportAgentSchema>;

export const transportAgentNames = identityOf<TransportAgent>('names of transport agents', ['Name'], nameKey);

/** An agent that is not part of Mailyard: it runs in a process of its own. */
export interface InstalledAgent extends TransportAgent {
  readonly AssemblyPath: string;
}

export function isInstalled(agent: TransportAgent): agent is InstalledAgent {
  return agent.AssemblyPath !== undefined;
}
