import { crc32 } from 'node:zlib';

import type { AddedRecipient, RuleCopy } from '@mailyard/agents';
import { asksInCategorizer } from '@mailyard/directory';
import {
  addText,
  rulesWereExecuted,
  withRulesExecuted,
  wrapMessage,
  type AddedText,
  type HeaderBlock,
} from '@mailyard/message';
import {
  ArrivingContent,
  headerSummary,
  submissionQueue,
  type LoadedCopy,
  type MailItem,
  type NewItem,
  type QueuedCopy,
  type QueuedRecipient,
} from '@mailyard/queue';
import type { AwaitingApproval, Bifurcation, ResolvedRecipient } from '@mailyard/routing';
import { replies, type Reply } from '@mailyard/smtp';

import type { TransportContext } from '../transport-context.js';
import { contentOf, type ReadableMessage } from '../system-mail/content-of.js';
import { SystemItems } from '../system-mail/system-items.js';
import { noticeItems } from './notice-items.js';
import { awaitingByRule } from './rule-approval.js';
import { areRuled } from './rule-stage.js';

/** What rules have made of a copy: messages, and what its recipients are told if they do not get it. */
export interface MadeOfCopy {
  readonly newItems: readonly NewItem[];
  /** The one of them that is the message itself, as the rules have changed it. */
  readonly changed?: NewItem;
  /** It is refused. */
  readonly reply?: Reply;
  /** It waits for moderators. */
  readonly awaiting?: AwaitingApproval | undefined;
}

/** Makes messages of what transport rules have decided; each exists once the transaction does that it is given to. */
export class RuledItems {
  readonly #context: TransportContext;
  readonly #systemItems: SystemItems;

  constructor(context: TransportContext) {
    this.#context = context;
    this.#systemItems = new SystemItems(context);
  }

  /** `content`: in place of the message's. */
  async made(
    message: LoadedCopy,
    copy: RuleCopy<ResolvedRecipient>,
    { own, content }: { readonly own: Bifurcation; readonly content?: AsyncIterable<Buffer> | undefined },
  ): Promise<MadeOfCopy> {
    const notices = await noticeItems(message, copy, this.#systemItems);
    switch (copy.fate.of) {
      case 'moderate':
        return { newItems: notices, awaiting: awaitingByRule(message, copy, own) };
      case 'reject':
        return { newItems: notices, reply: copy.fate.reply };
      case 'delete':
        return { newItems: notices };
      case 'pass':
      case 'redirect': {
        const changed = await this.#changed({ ...message, ...(content && { content }) }, copy);
        if (changed === undefined) return { newItems: notices, reply: replies.disclaimerImpossible };
        const copies = copiesOf(copy, { ...own, ...this.#marks() });
        const item = { ...changed, copies };
        return { newItems: [item, ...notices], changed: item };
      }
    }
  }

  /** Its copies are not for the installed agents again. */
  #marks(): Pick<QueuedCopy, 'agentsAsked'> {
    return asksInCategorizer(this.#context.organization().objects) ? { agentsAsked: true } : {};
  }

  /** Undefined: it cannot have its disclaimer, and may not go without. */
  async #changed(message: ReadableMessage, copy: RuleCopy): Promise<Omit<NewItem, 'copies'> | undefined> {
    const { stores } = this.#context;
    const written = await writeContent(message, copy, {
      ...this.#context,
      begin: () => new ArrivingContent(stores),
    });
    if (written === undefined) return undefined;
    const { content, header } = written;
    return discardedIfItFails(content, async () => {
      const id = await this.#context.database.ids.next();
      const inRedis = await content.save(id);
      const item = this.#item(message.item, { id, header, content });
      content.release();
      return inRedis === undefined ? { item } : { item, content: inRedis };
    });
  }

  #item(
    original: MailItem,
    {
      id,
      header,
      content,
    }: { readonly id: string; readonly header: HeaderBlock; readonly content: ArrivingContent },
  ): MailItem {
    const { organization, now, fqdn } = this.#context;
    const ruled = areRuled(original, organization(), now()) && !rulesWereExecuted(header);
    const marked = ruled ? withRulesExecuted(header, fqdn) : header;
    const block = marked.toBuffer();
    return {
      ...original,
      id,
      header: block,
      headerCrc32: crc32(block),
      sizeBytes: block.length + content.reference.bytes,
      content: { ...content.reference, crc32: content.crc32 },
      ...headerSummary(marked, original.envelope),
    };
  }
}

interface Written {
  readonly header: HeaderBlock;
  readonly content: ArrivingContent;
}

type Writing = Pick<TransportContext, 'files'> & { readonly begin: () => ArrivingContent };

async function writeContent(
  message: ReadableMessage,
  { header, disclaimers }: RuleCopy,
  { files, begin }: Writing,
): Promise<Written | undefined> {
  const octets = { header: header.toBuffer(), content: () => contentOf(message, files) };
  const write = async (
    into: (
      texts: readonly AddedText[],
      write: (piece: Buffer) => Promise<void> | void,
    ) => Promise<HeaderBlock | undefined>,
  ): Promise<Written | undefined> => {
    const content = begin();
    const changed = await discardedIfItFails(content, () =>
      into(disclaimers, (piece) => content.write(piece)),
    );
    if (changed !== undefined) return { header: changed, content };
    await content.discard();
  };
  const asItIs = (): Promise<Written | undefined> =>
    write(async (_, put) => {
      for await (const piece of octets.content()) await put(piece);
      return header;
    });
  if (disclaimers.length === 0) return asItIs();
  const changed = await write((texts, put) => addText(octets, texts, put));
  if (changed !== undefined) return changed;
  if (disclaimers.some(({ fallback }) => fallback === 'Reject')) return undefined;
  const wraps = disclaimers.some(({ fallback }) => fallback === 'Wrap');
  return wraps ? write((texts, put) => wrapMessage(octets, texts, put)) : asItIs();
}

/** What a disk that is full has taken of it is given back, since the message comes again and again until it has room. */
async function discardedIfItFails<T>(content: ArrivingContent, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    await content.discard();
    throw error;
  }
}

/** Resolved recipients have only to be routed; whoever a rule has added is resolved like everybody. */
function copiesOf(
  { recipients, added, fate }: RuleCopy,
  own: Bifurcation & Pick<QueuedCopy, 'agentsAsked'>,
): readonly QueuedCopy[] {
  const waiting = { queue: submissionQueue, attempts: 0, ...own };
  const served: readonly QueuedCopy[] =
    fate.of === 'redirect' ? [] : [{ number: '0', recipients, resolved: true, ...waiting }];
  if (added.length === 0) return served;
  return [...served, { number: '1', recipients: added.map(asRecipient), ...waiting }];
}

/** Of a blind copy its sender hears nothing; when a redirected message fails, nobody has it, and they must be told. */
function asRecipient({ path, as }: AddedRecipient): QueuedRecipient {
  return as === 'Bcc' ? { path, notify: ['NEVER'] } : { path };
}
