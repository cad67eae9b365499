import type { LoadedCopy, NewItem } from '@mailyard/queue';
import type { AwaitingApproval, Categorization, FailedRecipient, ResolvedRecipient } from '@mailyard/routing';
import { formatPath } from '@mailyard/smtp';

import type { RuledItems } from '../rules/ruled-items.js';
import type { RuledCopy } from '../tracking/track-rules.js';
import { addressed, isChanged, type AgentCopy } from './agent-copy.js';

/** A categorization as the agents leave it, and the messages that they have made. */
export interface AgentsOutcome {
  readonly categorization: Categorization;
  readonly newItems: readonly NewItem[];
  /** What the agents have done, for message tracking. */
  readonly copies: readonly RuledCopy[];
  /** Journal reports were written, if anybody wants them. */
  readonly isJournaled?: boolean;
}

/**
 * Recipients for whom no agent has changed anything keep their copies; the others get a message of their own, which enters
 * Submission with a mark that the agents have had their turn.
 */
export async function outcomeOf(
  { message, categorization }: { readonly message: LoadedCopy; readonly categorization: Categorization },
  copies: readonly AgentCopy[],
  items: RuledItems,
): Promise<AgentsOutcome> {
  assertEverybody(categorization, copies);
  const changes = copies.filter(isChanged);
  const told: RuledCopy[] = copies.filter((copy) => !isChanged(copy));
  const newItems: NewItem[] = [];
  const rejected: FailedRecipient[] = [];
  const awaiting: AwaitingApproval[] = [];
  for (const { copy, own, acts, content } of changes) {
    const made = await items.made(message, copy, { own, content });
    newItems.push(...made.newItems);
    told.push({ copy, acts, ...(made.changed === undefined ? {} : { made: made.changed }) });
    if (made.awaiting !== undefined) awaiting.push(made.awaiting);
    if (made.reply === undefined) continue;
    // Of a group's members whoever is to hear of its failures is told.
    const { reversePath } = own;
    const failure = {
      reply: made.reply,
      refusedBy: 'AGENT',
      ...(reversePath === undefined ? {} : { reversePath }),
    } as const;
    for (const recipient of copy.recipients) rejected.push({ recipient, ...failure });
  }
  const taken = new Set(changes.flatMap(({ copy }) => copy.recipients));
  return { categorization: without(categorization, taken, { rejected, awaiting }), newItems, copies: told };
}

/** Nobody gets lost on the way past the agents: whoever was addressed is in one of the copies. */
function assertEverybody(categorization: Categorization, copies: readonly AgentCopy[]): void {
  const found = new Set(copies.flatMap(({ copy }) => copy.recipients));
  const lost = addressed(categorization)
    .flatMap(({ recipients }) => recipients)
    .find((recipient) => !found.has(recipient));
  if (lost !== undefined) throw new Error(`an agent’s answer has lost ${formatPath(lost.path)}`);
}

function without(
  categorization: Categorization,
  taken: ReadonlySet<ResolvedRecipient>,
  {
    rejected,
    awaiting,
  }: { readonly rejected: readonly FailedRecipient[]; readonly awaiting: readonly AwaitingApproval[] },
): Categorization {
  const { deliveries, unreachable, failed } = categorization;
  const left = deliveries.map((delivery) => ({
    ...delivery,
    recipients: delivery.recipients.filter((recipient) => !taken.has(recipient)),
  }));
  return {
    ...categorization,
    deliveries: left.filter(({ recipients }) => recipients.length > 0),
    unreachable: unreachable.filter(({ recipient }) => !taken.has(recipient)),
    failed: [...failed, ...rejected],
    awaiting: [...categorization.awaiting, ...awaiting],
  };
}
