import type { ReplacedContent } from '@mailyard/agent-host';
import {
  agentsAt,
  builtInAgent,
  type CategorizerEvent,
  type Organization,
  type TransportAgent,
} from '@mailyard/directory';
import type { LoadedCopy } from '@mailyard/queue';
import type { Categorization, NextHop } from '@mailyard/routing';
import type { EnvelopeRecipient } from '@mailyard/smtp';

import { areJournaled, JournalStage } from '../journaling/journal-stage.js';
import { RuledItems } from '../rules/ruled-items.js';
import { RuleStage } from '../rules/rule-stage.js';
import { contentOf } from '../system-mail/content-of.js';
import type { TransportContext } from '../transport-context.js';
import { addressed, goesOn, untouchedCopy, type AgentCopy } from './agent-copy.js';
import { outcomeOf, type AgentsOutcome } from './changed-copies.js';
import { askAgent, type Asking } from './installed-agents.js';
import { submittedMessage, type Submitted } from './submitted-message.js';

/** One message on its way past all agents of the categorizer. */
interface Passing {
  readonly message: LoadedCopy;
  readonly organization: Organization;
  /** Whether installed agents are asked. */
  readonly asks: boolean;
  readonly asking: Asking;
}

/** Takes a message past the agents of the categorizer's events, in the order of events and priorities. */
export class AgentRun {
  readonly #context: TransportContext;
  readonly #journal: JournalStage;
  readonly #rules: RuleStage;
  readonly #items: RuledItems;

  constructor(context: TransportContext) {
    this.#context = context;
    this.#journal = new JournalStage(context);
    this.#rules = new RuleStage(context);
    this.#items = new RuledItems(context);
  }

  async outcome(message: LoadedCopy, submitted: Submitted, areAsked: boolean): Promise<AgentsOutcome> {
    const replaced: ReplacedContent[] = [];
    try {
      return await this.#outcome({ message, replaced }, submitted, areAsked);
    } finally {
      for (const content of replaced) content.remove();
    }
  }

  async #outcome(
    { message, replaced }: { readonly message: LoadedCopy; readonly replaced: ReplacedContent[] },
    { organization, categorize }: Submitted,
    areAsked: boolean,
  ): Promise<AgentsOutcome> {
    // A copy that comes back from another queue, or that an agent has made, was asked about before.
    const asks = areAsked && message.copy.agentsAsked !== true;
    const passing = { message, organization, asks, asking: this.#asking(message, replaced) };
    const submitted = await submittedMessage(message, (copies) =>
      this.#ask('OnSubmittedMessage', copies, passing),
    );
    const categorization = categorize(submitted.recipients);
    let copies: readonly AgentCopy[] = addressed(categorization).map(({ own, recipients }) => ({
      copy: untouchedCopy(recipients, submitted.header),
      own,
      acts: [],
      isTouched: submitted.isChanged,
      ...(submitted.content === undefined ? {} : { content: submitted.content }),
    }));
    copies = await this.#ask('OnResolvedMessage', copies, passing);
    const routed = { ...passing, asking: { ...passing.asking, nextHopOf: nextHopsOf(categorization) } };
    copies = await this.#ask('OnRoutedMessage', copies, routed);
    copies = await this.#ask('OnCategorizedMessage', asCategorized(copies, categorization), routed);
    const outcome = await outcomeOf({ message, categorization }, copies, this.#items);
    // It reports the message as it was submitted, whatever other agents make of it.
    const reports = await this.#journal.reports(message, categorization, organization);
    return {
      isJournaled: areJournaled(message.item, organization),
      categorization: withFailed(outcome.categorization, submitted.failed),
      newItems: [...reports, ...outcome.newItems],
      copies: [...submitted.told, ...outcome.copies],
    };
  }

  async #ask<R extends EnvelopeRecipient>(
    event: CategorizerEvent,
    copies: readonly AgentCopy<R>[],
    { message, organization, asks, asking }: Passing,
  ): Promise<readonly AgentCopy<R>[]> {
    let asked = copies;
    for (const agent of agentsAt(event, organization.objects)) {
      if (isRuleAgent(agent)) {
        // At OnResolvedMessage all recipients are resolved.
        const resolved = asked as readonly AgentCopy[];
        asked = (await this.#rules.apply(message, resolved, organization)) as typeof asked;
      } else if (asks && builtInAgent(agent.Name) === undefined) {
        asked = await askAgent({ agent, event }, asked, asking);
      }
    }
    return asked;
  }

  #asking(message: LoadedCopy, replaced: ReplacedContent[]): Asking {
    const { agentHost, files } = this.#context;
    const { item, copy } = message;
    async function* whole({
      copy: { header },
      content,
    }: AgentCopy<EnvelopeRecipient>): AsyncGenerator<Buffer> {
      yield header.toBuffer();
      yield* content ?? contentOf(message, files);
    }
    const { reversePath = item.envelope.reversePath } = copy;
    return { host: agentHost, item, reversePath, whole, replaced };
  }
}

function isRuleAgent({ Name }: TransportAgent): boolean {
  return builtInAgent(Name)?.Name === 'Transport Rule Agent';
}

function nextHopsOf({ deliveries }: Categorization): (recipient: EnvelopeRecipient) => NextHop | undefined {
  const known = new Map<EnvelopeRecipient, NextHop>();
  for (const { recipients, nextHop } of deliveries) for (const each of recipients) known.set(each, nextHop);
  return (recipient) => known.get(recipient);
}

/** From here on there is a copy for each next hop. */
function asCategorized(copies: readonly AgentCopy[], { deliveries }: Categorization): readonly AgentCopy[] {
  const queueOf = new Map(deliveries.flatMap(({ recipients, queue }) => recipients.map((r) => [r, queue])));
  return copies.flatMap((one) => {
    // Who gets it in the end is the affair of the message that is made of it.
    if (!goesOn(one)) return [one];
    const parts = [...Map.groupBy(one.copy.recipients, (recipient) => queueOf.get(recipient)).values()];
    if (parts.length < 2) return [one];
    // What is made of it as a whole is made once.
    return parts.map((recipients, index) => ({
      ...one,
      copy: { ...one.copy, recipients, ...(index === 0 ? {} : { added: [], notices: [] }) },
      acts: index === 0 ? one.acts : [],
    }));
  });
}

function withFailed(categorization: Categorization, failed: Categorization['failed']): Categorization {
  return failed.length === 0
    ? categorization
    : { ...categorization, failed: [...categorization.failed, ...failed] };
}
