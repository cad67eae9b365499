import { RuleFailure } from '@mailyard/agents';
import { asksInCategorizer, type Organization } from '@mailyard/directory';
import type { LaneJob, MailItem } from '@mailyard/queue';

import { AgentRun } from '../agents/agent-run.js';
import type { AgentsOutcome } from '../agents/changed-copies.js';
import type { Submitted } from '../agents/submitted-message.js';
import { AgentDeferral } from '../agents/installed-agents.js';
import { areJournaled } from '../journaling/journal-stage.js';
import { areRuled } from '../rules/rule-stage.js';
import { trackHeldBack } from '../tracking/track-rules.js';
import type { TransportContext } from '../transport-context.js';

/** Whether a transport agent is for messages like this one: then it needs its whole message, and its turn in Submission. */
export function concernAgents(
  item: Pick<MailItem, 'source' | 'sizeBytes'>,
  organization: Organization,
  now: number,
): boolean {
  return (
    areRuled(item, organization, now) || areJournaled(item, organization) || areAsked(item, organization)
  );
}

/** Installed agents are not asked about what the organization itself writes: one that fails must not keep a DSN back. */
export function areAsked({ source }: Pick<MailItem, 'source'>, { objects }: Organization): boolean {
  return source.kind !== 'DSN' && asksInCategorizer(objects);
}

/** The events of the categorizer: submitted → resolved → routed → categorized, each with its agents. */
export class AgentStages {
  readonly #context: TransportContext;
  readonly #run: AgentRun;

  constructor(context: TransportContext) {
    this.#context = context;
    this.#run = new AgentRun(context);
  }

  /** Undefined: the message waits, since an agent wants it to, or has failed. */
  async apply(lease: LaneJob, submitted: Submitted): Promise<AgentsOutcome | undefined> {
    const { database, now, events } = this.#context;
    const { copy, item, organization, categorize } = submitted;
    const untouched = () => ({ categorization: categorize(copy.recipients), newItems: [], copies: [] });
    if (!concernAgents(item, organization, now())) return untouched();
    const { message } = lease.loaded ?? (await database.messages.load(lease));
    if (message === undefined) return untouched();
    try {
      return await this.#run.outcome(message, submitted, areAsked(item, organization));
    } catch (error) {
      if (!(error instanceof RuleFailure) && !(error instanceof AgentDeferral)) throw error;
      events.fault(error);
      trackHeldBack(message, error, this.#context);
      return undefined;
    }
  }
}
