import type { Organization, Recipient } from '@mailyard/directory';
import {
  encodeText,
  HeaderBlock,
  MessageReader,
  moderatorDecision,
  uncountedAnswer,
  type ModeratorDecision,
  type UncountedAnswer,
} from '@mailyard/message';
import type { LoadedCopy, NewItem } from '@mailyard/queue';
import { parseApprovalPath, type ApprovalAddress } from '@mailyard/routing';
import { pathOf } from '@mailyard/schema';
import type { EnvelopeRecipient, Path } from '@mailyard/smtp';

import { contentOf } from '../system-mail/content-of.js';
import { SystemItems } from '../system-mail/system-items.js';
import type { TransportContext } from '../transport-context.js';
import { assistant, moderatorsLanguage } from './approval-requests.js';
import { noteUnreached } from './unreached-moderators.js';
import { carryOutVerdict, pendingCopy, type PendingCopy } from './verdict.js';

/** A decision stands at the beginning. */
const readingBounds = { textBytesMax: 64 * 1024, partsMax: 100 };

/** `undefined` in place of messages: the copy is held, and the answer has to wait with it. */
type Answered = readonly NewItem[] | undefined;

/**
 * What moderators answer, and what comes back of requests to them. A decision counts if it came to the address of the request,
 * which nobody guesses, from a moderator who has signed in: an address alone can be forged, and a program that answers by
 * itself approves nothing (RFC 3834 §2).
 */
export class ModeratorAnswers {
  readonly #context: TransportContext;
  readonly #items: SystemItems;

  constructor(context: TransportContext) {
    this.#context = context;
    this.#items = new SystemItems(context);
  }

  /** The messages that say what became of the answer. */
  async take(answer: LoadedCopy, to: readonly EnvelopeRecipient[]): Promise<Answered> {
    const told: NewItem[] = [];
    for (const { path } of to) {
      const address = parseApprovalPath(path);
      const some = address === undefined ? [] : await this.#takeAt(answer, address);
      if (some === undefined) return undefined;
      told.push(...some);
    }
    return told;
  }

  async #takeAt(answer: LoadedCopy, address: ApprovalAddress): Promise<Answered> {
    const { database } = this.#context;
    const { id, secret, bounceOf } = address;
    const pending = await pendingCopy(id, ({ approval }) => approval.secret === secret, database);
    if (bounceOf !== undefined) return this.#takeBounce(answer, pending, bounceOf);
    const author = this.#author(answer);
    if (author === undefined || isAutomatic(answer)) return [];
    if (pending === undefined) return author.isProven ? this.#tell(answer, author.path, 'decided') : [];
    return this.#isModerator(author.recipient, pending) ? this.#decide(answer, pending, author) : [];
  }

  async #decide(answer: LoadedCopy, pending: PendingCopy, author: Author): Promise<Answered> {
    if (!author.isProven) return this.#tell(answer, pathOf(author.recipient.PrimarySmtpAddress), 'unproven');
    const decision = await this.#read(answer);
    if (decision === undefined) return this.#tell(answer, author.path, 'unclear');
    const by = author.recipient.PrimarySmtpAddress;
    const outcome = await carryOutVerdict(pending, { ...decision, by }, this.#verdictContext());
    if (outcome === 'held') return undefined;
    return outcome === 'done' ? [] : this.#tell(answer, author.path, 'decided');
  }

  /** A request that one of the moderators does not get. What is no failure, as their out-of-office reply, is of no interest. */
  async #takeBounce(
    { item }: LoadedCopy,
    pending: PendingCopy | undefined,
    moderator: number,
  ): Promise<Answered> {
    if (pending === undefined || item.history?.automatic !== 'NonDeliveryReport') return [];
    const outcome = await noteUnreached(pending, moderator, this.#verdictContext());
    return outcome === 'held' ? undefined : [];
  }

  /** Who of the organization has written it, and whether that is more than a claim. */
  #author({ item }: LoadedCopy): Author | undefined {
    const { reversePath } = item.envelope;
    if (reversePath === null) return undefined;
    const recipient = this.#organization.sender(reversePath);
    return recipient && { path: reversePath, recipient, isProven: item.source.authAs === 'Internal' };
  }

  #isModerator({ Guid }: Recipient, { approval }: PendingCopy): boolean {
    return approval.moderators.some((address) => this.#organization.recipientByName(address)?.Guid === Guid);
  }

  async #read(answer: LoadedCopy): Promise<ModeratorDecision | undefined> {
    const header = HeaderBlock.parse(answer.item.header);
    const reader = new MessageReader(header, readingBounds);
    for await (const piece of contentOf(answer, this.#context.files)) reader.write(piece);
    return moderatorDecision(header, reader.end());
  }

  async #tell(answer: LoadedCopy, to: Path, why: UncountedAnswer): Promise<readonly NewItem[]> {
    const organization = this.#organization;
    const subject = answer.item.subject ?? '';
    const text = uncountedAnswer({ subject }, why, moderatorsLanguage(organization));
    const notice = await this.#items.write({
      about: answer,
      to: [to],
      reversePath: null,
      subject: encodeText(text.subject),
      html: text.html,
      attached: false,
      from: assistant({}, organization),
    });
    return [notice];
  }

  get #organization(): Organization {
    return this.#context.organization();
  }

  #verdictContext() {
    return { ...this.#context, hub: this.#context };
  }
}

interface Author {
  readonly path: Path;
  readonly recipient: Recipient;
  readonly isProven: boolean;
}

/** RFC 3834 §5: whatever says of itself that no person has sent it. */
function isAutomatic({ item }: LoadedCopy): boolean {
  if (item.history?.automatic !== undefined) return true;
  const submitted = HeaderBlock.parse(item.header).first('Auto-Submitted');
  return submitted !== undefined && !/^\s*no\b/i.test(submitted);
}
