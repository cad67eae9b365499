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
] as const;

export type BuiltInAgent = (typeof builtInAgents)[number]['Name'];

export function builtInAgent(name: string): (typeof builtInAgents)[number] | undefined {
  return builtInAgents.find(({ Name }) => isSameName(Name, name));
}

/** What an administrator can say of one: whether it acts, and when. */
export const changeable: ReadonlySet<keyof TransportAgent> = new Set(['Guid', 'Name', 'Enabled', 'Priority']);
