import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';

import {
  admitHeader,
  HeaderBlock,
  HeaderSplitter,
  type HopLimits,
  type MessageSource,
} from '@mailyard/message';
import {
  queuedReply,
  replies,
  ReplyError,
  UnknownOutcome,
  type ContentSink,
  type Envelope,
  type Reply,
} from '@mailyard/smtp';

import type { ArrivingContent } from '../content/arriving-content.js';
import { ContentStoreMissing } from '../content/content-store.js';
import { headerSummary } from '../item/header-summary.js';
import type { MailItem, QueuedCopy, RoutedCopy } from '../item/mail-item.js';
import { DatabaseError } from '../redis/connection/database-error.js';
import { submissionQueue } from '../redis/keys.js';
import type { QueueDatabase } from '../redis/queue-database.js';
import type { Lanes } from '../schedule/lane.js';
import { commitSubmission } from './commit-submission.js';

/** What the Receive connector allows for one message. */
export interface ArrivalLimits {
  readonly maxMessageBytes: number;
  readonly maxHeaderBytes: number;
  readonly hops: HopLimits;
  /** The addresses that From and Sender may name; undefined: any. */
  readonly senderAddresses?: readonly string[];
}

export interface Arrival {
  readonly envelope: Envelope;
  readonly source: MessageSource;
  readonly limits: ArrivalLimits;
  readonly content: ArrivingContent;
}

export interface SubmittedMessage {
  readonly item: MailItem;
}

/**
 * A copy that would wait in Submission becomes one for each next hop, when that is all that the categorizer would make
 * of it. Undefined: the categorizer has more to do with it.
 */
export type RouteAtOnce = (copy: QueuedCopy) => readonly RoutedCopy[] | undefined;

interface Surroundings {
  readonly database: QueueDatabase;
  readonly hostname: string;
  readonly version: string;
  readonly lanes: Lanes;
  readonly routeAtOnce: RouteAtOnce;
  /** Why no message may be accepted at present. */
  readonly refusal?: () => Reply | undefined;
  readonly onSubmitted: (message: SubmittedMessage) => void;
  readonly onFault: (error: unknown) => void;
}

/** A message while its content streams in; what came is forgotten unless `end()` commits it. */
export class ArrivingMessage implements ContentSink {
  readonly #arrival: Arrival;
  readonly #surroundings: Surroundings;
  readonly #splitter: HeaderSplitter;
  #bytes = 0;

  constructor(arrival: Arrival, surroundings: Surroundings) {
    this.#arrival = arrival;
    this.#surroundings = surroundings;
    this.#splitter = new HeaderSplitter({ maxHeaderBytes: arrival.limits.maxHeaderBytes });
  }

  async write(chunk: Buffer): Promise<void> {
    this.#bytes += chunk.length;
    try {
      if (this.#bytes > this.#arrival.limits.maxMessageBytes) throw new ReplyError(replies.messageTooLarge);
      await this.#keep(this.#splitter.write(chunk));
    } catch (error) {
      throw await this.#refuse(error);
    }
  }

  async end(): Promise<Reply> {
    try {
      await this.#keep(this.#splitter.end());
      const item = await this.#item();
      await this.#commit(item);
      const { hostname } = this.#surroundings;
      return queuedReply({ messageId: item.messageId, internalId: item.id, hostname });
    } catch (error) {
      throw await this.#refuse(error);
    }
  }

  abort(_cause: Error): void {
    void this.#discard();
  }

  async #keep(content: readonly Buffer[]): Promise<void> {
    for (const piece of content) await this.#arrival.content.write(piece);
  }

  async #item(): Promise<MailItem> {
    const { envelope, source, limits, content } = this.#arrival;
    const { database, version } = this.#surroundings;
    const arrived = HeaderBlock.parse(this.#splitter.header ?? Buffer.alloc(0));
    const admitted = admitHeader(arrived, {
      source,
      sizeBytes: this.#bytes,
      hops: limits.hops,
      senderAddresses: limits.senderAddresses,
      guid: randomUUID(),
      version,
    });
    const header = admitted.block.toBuffer();
    return {
      id: await database.ids.next(),
      envelope,
      source,
      messageId: admitted.messageId,
      networkMessageId: admitted.networkMessageId,
      receivedAt: source.receivedAt,
      sizeBytes: header.length + content.reference.bytes,
      header,
      headerCrc32: crc32(header),
      content: { ...content.reference, crc32: content.crc32 },
      ...headerSummary(admitted.block),
    };
  }

  async #commit(item: MailItem): Promise<void> {
    const { content } = this.#arrival;
    const { database, lanes, onSubmitted, refusal } = this.#surroundings;
    // Things may have changed while the content came.
    const forbidden = refusal?.();
    if (forbidden !== undefined) throw new ReplyError(forbidden);
    const inRedis = await content.save(item.id);
    const message = { item, ...(inRedis === undefined ? {} : { content: inRedis }) };
    await commitSubmission(database, lanes, { message, copies: this.#copies() });
    content.release();
    onSubmitted({ item });
  }

  /** While Submission moves, a message that need not wait there does not. */
  #copies(): readonly RoutedCopy[] {
    const { lanes, routeAtOnce } = this.#surroundings;
    const { recipients } = this.#arrival.envelope;
    const copy: QueuedCopy = { number: '0', queue: submissionQueue, recipients, attempts: 0 };
    const routed = lanes.submissionMoves ? routeAtOnce(copy) : undefined;
    return routed ?? [{ copy }];
  }

  async #refuse(error: unknown): Promise<ReplyError | UnknownOutcome> {
    if (error instanceof DatabaseError && error.outcome === 'unknown') {
      // The message may exist after all, so its content stays; without a message it is swept.
      this.#arrival.content.release();
      return new UnknownOutcome({ cause: error });
    }
    await this.#discard();
    return refusal(error);
  }

  async #discard(): Promise<void> {
    try {
      await this.#arrival.content.discard();
    } catch (error) {
      this.#surroundings.onFault(new Error('content of a refused message stays behind', { cause: error }));
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
