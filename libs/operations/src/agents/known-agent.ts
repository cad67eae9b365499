import { type TransportAgent } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';

import type { OperationContext } from '../context.js';
import { OperationError } from '../operation.js';

/** The agent of that name, or of that Guid. */
export function agentNamed(identity: string, agents: readonly TransportAgent[]): TransportAgent {
  const found = agents.find(
    ({ Name, Guid }) => isSameName(Name, identity) || Guid === identity.toLowerCase(),
  );
  if (found === undefined) throw new OperationError(`there is no transport agent ${identity}`);
  return found;
}

/** Changes parameters of one agent, or tells what it would be. */
export async function changeAgent(
  identity: string,
  { validateOnly, ...parameters }: Partial<TransportAgent> & { readonly validateOnly: boolean },
  { directory }: OperationContext,
): Promise<TransportAgent> {
  if (validateOnly) {
    return { ...agentNamed(identity, directory.organization.objects.TransportAgents), ...parameters };
  }
  const organization = await directory.update(({ objects: { TransportAgents } }) => {
    const known = agentNamed(identity, TransportAgents);
    return { put: { TransportAgents: [{ ...known, ...parameters }] } };
  });
  return agentNamed(identity, organization.objects.TransportAgents);
}
