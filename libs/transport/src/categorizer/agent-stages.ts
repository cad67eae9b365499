import { RuleFailure } from '@mailyard/agents';
import type { Organization } from '@mailyard/directory';
import type { LaneJob, MailItem } from '@mailyard/queue';
import type { Categorization } from '@mailyard/routing';

import { areJournaled, JournalStage } from '../journaling/journal-stage.js';
import { areRuled, RuleStage, type Ruled } from '../rules/rule-stage.js';
import { trackHeldBack } from '../tracking/track-rules.js';
import type { TransportContext } from '../transport-context.js';

/** Whether one of the built-in agents is for messages like this one: then it needs its whole message, and its turn in Submission. */
export function concernAgents(
  item: Pick<MailItem, 'source' | 'sizeBytes'>,
  organization: Organization,
  now: number,
): boolean {
  return areRuled(item, organization, now) || areJournaled(item, organization);
}

/**
 * The built-in transport agents between routing and fan-out: journaling, which reports the message as it was submitted, and
 * the mail flow rules.
 */
export class AgentStages {
  readonly #context: TransportContext;
  readonly #journal: JournalStage;
  readonly #rules: RuleStage;

  constructor(context: TransportContext) {
    this.#context = context;
    this.#journal = new JournalStage(context);
    this.#rules = new RuleStage(context);
  }

  /** Undefined: the message waits, since a rule has failed that wants this. */
  async apply(
    lease: LaneJob,
    {
      item,
      organization,
    }: { readonly item: Pick<MailItem, 'source' | 'sizeBytes'>; readonly organization: Organization },
    categorization: Categorization,
  ): Promise<Ruled | undefined> {
    const { database, now, events } = this.#context;
    const untouched: Ruled = { categorization, newItems: [], copies: [] };
    if (!concernAgents(item, organization, now())) return untouched;
    const { message } = lease.loaded ?? (await database.messages.load(lease));
    if (message === undefined) return untouched;
    try {
      const ruled = await this.#rules.apply(message, categorization, organization);
      const reports = await this.#journal.reports(message, categorization, organization);
      const isJournaled = areJournaled(item, organization);
      return { ...ruled, isJournaled, newItems: [...reports, ...ruled.newItems] };
    } catch (error) {
      if (!(error instanceof RuleFailure)) throw error;
      events.fault(error);
      trackHeldBack(message, error, this.#context);
      return undefined;
    }
  }
}
