import {
  applyRules,
  hasRules,
  rulesLookIntoContent,
  type RuleCopy,
  type RuleMessage,
} from '@mailyard/agents';
import type { Organization } from '@mailyard/directory';
import { HeaderBlock, MessageReader, rulesWereExecuted, type MessageReading } from '@mailyard/message';
import type { LoadedCopy, MailItem, NewItem } from '@mailyard/queue';
import {
  bifurcationKey,
  isForExpansion,
  type Bifurcation,
  type Categorization,
  type FailedRecipient,
  type ResolvedRecipient,
} from '@mailyard/routing';

import type { TransportContext } from '../transport-context.js';
import { contentOf } from '../system-mail/content-of.js';
import { RuledItems } from './ruled-items.js';
import type { RuledCopy } from '../tracking/track-rules.js';

/** What a rule looks at of a text; in the rest of a longer one nothing is found. */
const readingBounds = { textBytesMax: 1024 * 1024, partsMax: 1_000 };

/** A categorization as the transport rules leave it, and the messages that they have made. */
export interface Ruled {
  readonly categorization: Categorization;
  readonly newItems: readonly NewItem[];
  /** What the rules have done, for message tracking. */
  readonly copies: readonly RuledCopy[];
  /** Journal reports were written, if anybody wants them. */
  readonly isJournaled?: boolean;
}

type Subject = Pick<MailItem, 'source' | 'sizeBytes'>;

/** Whether transport rules are for messages like this one at all: what the organization itself writes passes them. */
export function areRuled({ source }: Subject, organization: Organization, now: number): boolean {
  return source.kind !== 'DSN' && hasRules(organization, now);
}

/**
 * The mail flow rules, between the routing of a message and its fan-out. Recipients for whom no rule changes anything keep
 * their copies; the others get a message of their own, which enters Submission with a mark that the rules have had their
 * turn.
 */
export class RuleStage {
  readonly #context: TransportContext;
  readonly #items: RuledItems;

  constructor(context: TransportContext) {
    this.#context = context;
    this.#items = new RuledItems(context);
  }

  async apply(
    message: LoadedCopy,
    categorization: Categorization,
    organization: Organization,
  ): Promise<Ruled> {
    const untouched = { categorization, newItems: [], copies: [] };
    const header = HeaderBlock.parse(message.item.header);
    const ruled = areRuled(message.item, organization, this.#context.now());
    if (!ruled || rulesWereExecuted(header)) return untouched;
    const copies: Change[] = [];
    const asked = await this.#asked(message, header, organization);
    for (const [own, recipients] of addressed(categorization)) {
      const { reversePath = asked.reversePath } = own;
      const run = applyRules({ ...asked, reversePath, recipients }, organization, this.#context.now());
      for (const failure of run.failures) this.#context.events.fault(failure);
      copies.push(...run.copies.map((copy) => ({ copy, own })));
    }
    return this.#ruled(message, categorization, copies);
  }

  /** The message as rules see it, and its text if one of them looks at it. */
  async #asked(
    message: LoadedCopy,
    header: HeaderBlock,
    organization: Organization,
  ): Promise<Omit<RuleMessage, 'recipients'>> {
    const { envelope, sizeBytes, source } = message.item;
    const { reversePath } = envelope;
    const asked = { reversePath, header, sizeBytes, source };
    if (!rulesLookIntoContent(organization, this.#context.now())) return asked;
    return { ...asked, reading: await this.#read(message, header) };
  }

  async #ruled(
    message: LoadedCopy,
    categorization: Categorization,
    copies: readonly Change[],
  ): Promise<Ruled> {
    const changes = copies.filter(({ copy }) => isChanged(copy));
    const ruled: RuledCopy[] = copies.filter(({ copy }) => !isChanged(copy));
    const newItems: NewItem[] = [];
    const rejected: FailedRecipient[] = [];
    for (const { copy, own } of changes) {
      const made = await this.#items.made(message, copy, own);
      newItems.push(...made.newItems);
      ruled.push({ copy, ...(made.changed === undefined ? {} : { made: made.changed }) });
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
    return { categorization: without(categorization, taken, rejected), newItems, copies: ruled };
  }

  async #read(message: LoadedCopy, header: HeaderBlock): Promise<MessageReading> {
    const reader = new MessageReader(header, readingBounds);
    for await (const piece of contentOf(message, this.#context.files)) reader.write(piece);
    return reader.end();
  }
}

/** A copy that is no longer the message as it came. */
interface Change {
  readonly copy: RuleCopy<ResolvedRecipient>;
  readonly own: Bifurcation;
}

function isChanged({ applied, recipients }: RuleCopy): boolean {
  return recipients.length > 0 && applied.some(({ acted }) => acted);
}

/** Everybody who will get the message, by what their copies have of their own. */
function addressed({
  deliveries,
  unreachable,
}: Categorization): ReadonlyMap<Bifurcation, readonly ResolvedRecipient[]> {
  const groups = new Map<string, { readonly own: Bifurcation; readonly recipients: ResolvedRecipient[] }>();
  const add = ({ reversePath, fields }: Bifurcation, recipients: readonly ResolvedRecipient[]): void => {
    const own: Bifurcation = {
      ...(reversePath === undefined ? {} : { reversePath }),
      ...(fields === undefined ? {} : { fields }),
    };
    const key = bifurcationKey(own);
    const group = groups.get(key) ?? { own, recipients: [] };
    groups.set(key, group);
    for (const recipient of recipients) group.recipients.push(recipient);
  };
  for (const delivery of deliveries) {
    // Rules are for whoever gets the message, and that is known where the group is expanded.
    if (!isForExpansion(delivery)) add(delivery, delivery.recipients);
  }
  for (const each of unreachable) add(each, [each.recipient]);
  return new Map([...groups.values()].map(({ own, recipients }) => [own, recipients]));
}

function without(
  categorization: Categorization,
  taken: ReadonlySet<ResolvedRecipient>,
  rejected: readonly FailedRecipient[],
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
  };
}
