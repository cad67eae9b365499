import { applyRules, hasRules, ruleReadingBounds, type RuleMessage } from '@mailyard/agents';
import { isBuiltInEnabled, type Organization } from '@mailyard/directory';
import {
  HeaderBlock,
  MessageReader,
  rulesWereExecuted,
  type MessageReading,
  type ReadingBounds,
} from '@mailyard/message';
import type { LoadedCopy, MailItem } from '@mailyard/queue';
import type { ResolvedRecipient } from '@mailyard/routing';

import { goesOn, type AgentCopy } from '../agents/agent-copy.js';
import type { TransportContext } from '../transport-context.js';
import { contentOf } from '../system-mail/content-of.js';

type Subject = Pick<MailItem, 'source' | 'sizeBytes'>;

/** Whether transport rules are for messages like this one at all: what the organization itself writes passes them. */
export function areRuled({ source }: Subject, organization: Organization, now: number): boolean {
  if (source.kind === 'DSN' || !hasRules(organization, now)) return false;
  return isBuiltInEnabled('Transport Rule Agent', organization.objects);
}

/** The Transport Rule Agent: the mail flow rules, once for each message. */
export class RuleStage {
  readonly #context: TransportContext;

  constructor(context: TransportContext) {
    this.#context = context;
  }

  /** The copies as the rules leave them; a rule that is for some recipients and not for others splits one. */
  async apply(
    message: LoadedCopy,
    copies: readonly AgentCopy[],
    organization: Organization,
  ): Promise<readonly AgentCopy[]> {
    const header = HeaderBlock.parse(message.item.header);
    const ruled = areRuled(message.item, organization, this.#context.now());
    if (!ruled || rulesWereExecuted(header)) return copies;
    // What an agent has made of the message before is what they look into; for all of it, or for none.
    const [{ content, copy } = {}] = copies;
    const read = content === undefined || copy === undefined ? { header } : { header: copy.header, content };
    const asked = await this.#asked(message, read, organization);
    return copies.flatMap((one) => (goesOn(one) ? this.#applied(one, asked, organization) : [one]));
  }

  #applied(one: AgentCopy, asked: AskedMessage, organization: Organization): readonly AgentCopy[] {
    const { copy, own } = one;
    const { reversePath = asked.reversePath } = own;
    const { recipients, header } = copy;
    const run = applyRules<ResolvedRecipient>(
      { ...asked, reversePath, recipients, header },
      organization,
      this.#context.now(),
    );
    for (const failure of run.failures) this.#context.events.fault(failure);
    // Whom an agent has added gets the message once.
    const first = run.copies.find(({ fate }) => fate.of === 'pass' || fate.of === 'redirect');
    return run.copies.map((ruled) => ({
      ...one,
      copy: ruled === first ? { ...ruled, added: [...copy.added, ...ruled.added] } : ruled,
    }));
  }

  /** The message as rules see it, and its text if one of them looks at it. */
  async #asked(message: LoadedCopy, read: ReadText, organization: Organization): Promise<AskedMessage> {
    const { envelope, sizeBytes, source } = message.item;
    const { reversePath } = envelope;
    const asked = { reversePath, sizeBytes, source, earlier: message.copy.passes };
    const bounds = ruleReadingBounds(organization, this.#context.now());
    return bounds === undefined ? asked : { ...asked, reading: await this.#read(message, read, bounds) };
  }

  async #read(
    message: LoadedCopy,
    { header, content }: ReadText,
    bounds: ReadingBounds,
  ): Promise<MessageReading> {
    const reader = new MessageReader(header, bounds);
    const readable = { ...message, ...(content && { content }) };
    for await (const piece of contentOf(readable, this.#context.files)) reader.write(piece);
    return reader.end();
  }
}

interface ReadText {
  readonly header: HeaderBlock;
  /** In place of the message's. */
  readonly content?: AsyncIterable<Buffer>;
}

type AskedMessage = Omit<RuleMessage, 'recipients' | 'header'>;
