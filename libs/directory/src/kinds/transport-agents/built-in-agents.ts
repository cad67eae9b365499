import { isSameName } from '@mailyard/schema';

import type { TransportAgent } from './transport-agent.js';

/** The agents that are part of Mailyard. */
export const builtInAgents = [
  {
    Name: 'Transport Rule Agent',
    TransportService: 'Hub',
    Enabled: true,
    Priority: 1,
    Events: ['OnResolvedMessage'],
    Touches: ['verdict', 'headers', 'envelope', 'content'],
  },
  {
    Name: 'Journal Agent',
    TransportService: 'Hub',
    Enabled: true,
    Priority: 2,
    Events: ['OnRoutedMessage'],
    Touches: [],
  },
  {
    Name: 'HTTP Webhook Agent',
    TransportService: 'Hub',
    Enabled: true,
    Priority: 3,
    Events: ['OnDeliverMailItem'],
    Touches: [],
    SupportedDeliveryProtocol: 'HTTP-WEBHOOK',
    TimeLimit: '00:01:00',
  },
  {
    Name: 'File Drop Agent',
    TransportService: 'Hub',
    Enabled: true,
    Priority: 4,
    Events: ['OnOpenConnection', 'OnDeliverMailItem'],
    Touches: [],
    SupportedDeliveryProtocol: 'FILE-DROP',
    TimeLimit: '00:01:00',
  },
] as const;

export type BuiltInAgent = (typeof builtInAgents)[number]['Name'];

export function builtInAgent(name: string): (typeof builtInAgents)[number] | undefined {
  return builtInAgents.find(({ Name }) => isSameName(Name, name));
}

/** What an administrator can say of each: whether it acts, and when. */
const changeable: readonly (keyof TransportAgent)[] = ['Guid', 'Name', 'Enabled', 'Priority'];
/** Of those that have a process also what that may use. */
const changeableOfProcess: readonly (keyof TransportAgent)[] = ['TimeLimit', 'MaxMemory', 'WritablePaths'];

/** Whether an administrator can say it of an agent that is built in. */
export function isChangeable(
  parameter: keyof TransportAgent,
  { SupportedDeliveryProtocol }: Pick<TransportAgent, 'SupportedDeliveryProtocol'>,
): boolean {
  const hasProcess = SupportedDeliveryProtocol !== undefined;
  return changeable.includes(parameter) || (hasProcess && changeableOfProcess.includes(parameter));
}

/** The protocols of the delivery agents that are part of Mailyard. */
export function isBuiltInProtocol(protocol: string): boolean {
  return builtInAgents.some(
    (agent) => 'SupportedDeliveryProtocol' in agent && isSameName(agent.SupportedDeliveryProtocol, protocol),
  );
}
