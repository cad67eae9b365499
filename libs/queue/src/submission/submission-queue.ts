import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';

import {
  admitHeader,
  type AdmittedHeader,
  HeaderBlock,
  HeaderSplitter,
  type HopLimits,
  type InternalId,
  type MessageSource,
  type PermittedSenders,
} from '@mailyard/message';
import {
  queuedReply,
  replies,
  ReplyError,
  UnknownOutcome,
  type ContentSink,
  type Envelope,
  type Once,
  type Reply,
} from '@mailyard/smtp';

import { ArrivingContent, type ContentStores } from '../content/arriving-content.js';
import { ContentStoreMissing } from '../content/content-store.js';
import { headerSummary } from '../item/fields/header-summary.js';
import type { MailItem, QueuedCopy, RoutedCopy } from '../item/mail-item.js';
import { DatabaseError } from '../redis/connection/database-error.js';
import { NotRedundant } from '../redis/connection/redundancy.js';
import { submissionQueue } from '../redis/keys.js';
import type { QueueDatabase } from '../redis/queue-database.js';
import { AcceptedBefore, type Accepted } from '../redis/transaction/accepted-before.js';
import type { Lanes } from '../schedule/lane.js';
import { commitSubmission } from './commit-submission.js';

/** What the Receive connector allows for one message. */
export interface ContentLimits {
  readonly maxMessageBytes: number;
  readonly maxHeaderBytes: number;
  readonly hops: HopLimits;
  /** The addresses that From and Sender may name; undefined: any. */
  readonly senders?: PermittedSenders;
}

/** Under what a message is accepted. */
export interface AcceptanceTerms extends ContentLimits {
  /** Absent: each time anew. */
  readonly once?: Once | undefined;
  /** GUID that the message gets; absent: a fresh one. */
  readonly guid?: string | undefined;
}

/**
 * A copy that would wait in Submission becomes one for each next hop, when that is all that the categorizer would make
 * of it. Undefined: the categorizer has more to do with it.
 */
export type RouteAtOnce = (copy: QueuedCopy, message: MailItem) => readonly RoutedCopy[] | undefined;

/** Keeps acceptance from outrunning delivery. */
export interface AcceptancePace {
  /** Undefined: at once. Otherwise resolves when it is its turn, or with false: there is no room. */
  enter(): Promise<boolean> | undefined;
}

/** What decides about the priority of a message. */
export interface PriorityFacts extends Pick<MailItem, 'envelope' | 'sizeBytes'> {
  readonly header: HeaderBlock;
}

export interface SubmissionQueueOptions {
  readonly database: QueueDatabase;
  readonly stores: ContentStores;
  /** Why no message from there may be accepted at present. */
  readonly refusal?: (source: MessageSource) => Reply | undefined;
  /** When a message may be accepted. */
  readonly pace?: AcceptancePace;
  /** This host, as the 250 shows it. */
  readonly hostname: string;
  /** Of Mailyard, for Received. */
  readonly version: string;
  /** Where it is categorized, or delivered. */
  readonly lanes: Lanes;
  readonly routeAtOnce: RouteAtOnce;
  /** Undefined: all are Normal. */
  readonly priorityOf?: (message: PriorityFacts) => MailItem['priority'];
  /** A message is accepted, and waits in these copies. */
  readonly onSubmitted: (item: MailItem, copies: readonly RoutedCopy[]) => void;
  readonly onFault: (error: unknown) => void;
}

/** Where messages enter the server. Implements the port `Submission` of libs/receive. */
export class SubmissionQueue {
  readonly #options: SubmissionQueueOptions;

  constructor(options: SubmissionQueueOptions) {
    this.#options = options;
  }

  /**
   * Takes a transaction over. `end()` of the sink answers 250 only once the message is on Redis's disk; of a message that
   * was accepted under that name before, nothing is stored, and it answers as it did then.
   */
  async accept(envelope: Envelope, source: MessageSource, terms: AcceptanceTerms): Promise<ContentSink> {
    const refusal = this.#options.refusal?.(source);
    if (refusal !== undefined) throw new ReplyError(refusal);
    const content = new ArrivingContent(this.#options.stores);
    return new ArrivingMessage({ envelope, source, terms, content }, this.#options);
  }

  /** Whoever gave the message that name will not give it again: it need not be kept any longer. */
  async forget(names: readonly string[]): Promise<void> {
    const { database } = this.#options;
    if (names.length > 0) await database.messages.forgetOnce(names);
  }
}

interface Arriving {
  readonly envelope: Envelope;
  readonly source: MessageSource;
  readonly terms: AcceptanceTerms;
  readonly content: ArrivingContent;
}

/** A message while its content streams in; what came is forgotten unless `end()` commits it. */
class ArrivingMessage implements ContentSink {
  readonly #arriving: Arriving;
  readonly #options: SubmissionQueueOptions;
  readonly #splitter: HeaderSplitter;
  #bytes = 0;

  constructor(arriving: Arriving, options: SubmissionQueueOptions) {
    this.#arriving = arriving;
    this.#options = options;
    this.#splitter = new HeaderSplitter({ maxHeaderBytes: arriving.terms.maxHeaderBytes });
  }

  /** At once for a small message: what nobody has to wait for costs no promise. */
  write(chunk: Buffer): Promise<void> | void {
    this.#bytes += chunk.length;
    try {
      if (this.#bytes > this.#arriving.terms.maxMessageBytes) throw new ReplyError(replies.messageTooLarge);
      return this.#keep(this.#splitter.write(chunk))?.catch((error: unknown) => this.#refuse(error));
    } catch (error) {
      return this.#refuse(error);
    }
  }

  async end(): Promise<Reply> {
    const { database, hostname } = this.#options;
    try {
      const kept = this.#keep(this.#splitter.end());
      if (kept !== undefined) await kept;
      const turn = this.#options.pace?.enter();
      if (turn !== undefined && !(await turn)) throw new ReplyError(replies.insufficientResources);
      const item = this.#item(database.ids.take() ?? (await database.ids.next()));
      const { messageId, internalId } = await this.#commit(item);
      return queuedReply({ messageId, internalId, hostname });
    } catch (error) {
      return this.#refuse(error);
    }
  }

  abort(_cause: Error): void {
    void this.#discard();
  }

  /** Undefined when all of it is kept. */
  #keep(content: readonly Buffer[]): Promise<void> | undefined {
    const [first, ...others] = content;
    const kept = first && this.#arriving.content.write(first);
    if (others.length === 0 || first === undefined) return kept ?? undefined;
    return kept === undefined ? this.#keep(others) : kept.then(() => this.#keep(others));
  }

  #item(id: InternalId): MailItem {
    const { envelope, source, terms, content } = this.#arriving;
    const { version } = this.#options;
    const arrived = HeaderBlock.parse(this.#splitter.header ?? Buffer.alloc(0));
    const admitted = admitHeader(arrived, {
      source,
      sizeBytes: this.#bytes,
      hops: terms.hops,
      senders: terms.senders,
      guid: terms.guid ?? randomUUID(),
      version,
    });
    const header = admitted.block.toBuffer();
    const sizeBytes = header.length + content.reference.bytes;
    const priority = this.#options.priorityOf?.({ envelope, sizeBytes, header: admitted.block });
    return {
      id,
      envelope,
      source: asSaid(source, admitted),
      messageId: admitted.messageId,
      networkMessageId: admitted.networkMessageId,
      receivedAt: source.receivedAt,
      sizeBytes,
      header,
      headerCrc32: crc32(header),
      content: { ...content.reference, crc32: content.crc32 },
      ...headerSummary(admitted.block, envelope),
      ...(priority && { priority }),
    };
  }

  async #commit(item: MailItem): Promise<Accepted> {
    const { content, source, terms } = this.#arriving;
    const { database, lanes, onSubmitted, refusal } = this.#options;
    // Things may have changed while the content came.
    const forbidden = refusal?.(source);
    if (forbidden !== undefined) throw new ReplyError(forbidden);
    const saved = content.save(item.id);
    const inRedis = saved instanceof Promise ? await saved : saved;
    const message = { item, ...(inRedis === undefined ? {} : { content: inRedis }) };
    const copies = this.#copies(item);
    try {
      await commitSubmission(database, lanes, { message, copies, once: terms.once });
    } catch (error) {
      if (!(error instanceof AcceptedBefore)) throw error;
      await this.#discard();
      return error.accepted;
    }
    content.release();
    onSubmitted(item, copies);
    return { internalId: item.id, messageId: item.messageId };
  }

  /** While Submission moves, a message that need not wait there does not. */
  #copies(item: MailItem): readonly RoutedCopy[] {
    const { lanes, routeAtOnce } = this.#options;
    const { recipients } = this.#arriving.envelope;
    const copy: QueuedCopy = { number: '0', queue: submissionQueue, recipients, attempts: 0 };
    const routed = lanes.submissionMoves ? routeAtOnce(copy, item) : undefined;
    return routed ?? [{ copy }];
  }

  async #refuse(error: unknown): Promise<never> {
    const unknown = error instanceof DatabaseError && error.outcome === 'unknown';
    if (unknown || error instanceof NotRedundant) {
      // The message may exist after all, so its content stays; without a message it is swept.
      this.#arriving.content.release();
      throw new UnknownOutcome({ cause: error });
    }
    await this.#discard();
    throw refusal(error);
  }

  async #discard(): Promise<void> {
    try {
      await this.#arriving.content.discard();
    } catch (error) {
      this.#options.onFault(new Error('content of a refused message stays behind', { cause: error }));
    }
  }
}

/** RFC 5321 §4.2.5: a full or failing store is a transient failure, whatever it is. */
function refusal(error: unknown): ReplyError {
  if (error instanceof ReplyError) return error;
  const { code } = error as NodeJS.ErrnoException;
  const full =
    error instanceof ContentStoreMissing ||
    code === 'ENOSPC' ||
    code === 'EDQUOT' ||
    DatabaseError.from(error).outOfResources;
  return new ReplyError(full ? replies.insufficientResources : replies.localError, { cause: error });
}

/** Another server of the organization knows more of the sender than its session shows. */
function asSaid(source: MessageSource, { authAs, entrance }: AdmittedHeader): MessageSource {
  if (source.authAs === authAs && entrance === undefined) return source;
  return { ...source, authAs, ...(entrance && { entrance }) };
}
