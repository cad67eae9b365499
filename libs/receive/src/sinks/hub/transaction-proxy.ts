import { ReplyError, type ContentSink, type Reply } from '@mailyard/smtp';

import { outcomeOf, type HubLink, type ProxiedTransaction } from './hub-link.js';
import { HubTries } from './hub-tries.js';
import { StreamedMessage } from './streamed-message.js';
import { WholeMessage, wholeMessageBytesMax } from './whole-message.js';

/**
 * A transaction on its way from a client to a hub. A small message is kept until its end, since in one piece it costs
 * least; nothing is kept of a large one, or while memory is short.
 */
export class TransactionProxy implements ContentSink {
  readonly #link: HubLink;
  readonly #tries: HubTries;
  #message: WholeMessage | StreamedMessage;

  private constructor(link: HubLink, ...[tries, message]: [HubTries, WholeMessage | StreamedMessage]) {
    this.#link = link;
    this.#tries = tries;
    this.#message = message;
  }

  /** Resolves when a hub has been reached; rejects with a 4yz ReplyError if none can be. */
  static async open(link: HubLink, transaction: ProxiedTransaction): Promise<TransactionProxy> {
    const tries = new HubTries(link, transaction);
    try {
      const { declaredBytes = 0 } = transaction.envelope;
      const message =
        declaredBytes > wholeMessageBytesMax
          ? await StreamedMessage.begin(tries)
          : await WholeMessage.begin(tries, link.memory);
      return new TransactionProxy(link, tries, message);
    } catch (error) {
      return failed(error, link);
    }
  }

  /** What the hub allows that the content goes to. */
  get maxHeaderBytes(): number {
    return this.#message.hub.maxHeaderBytes;
  }

  write(piece: Buffer): Promise<void> | void {
    if (this.#message instanceof StreamedMessage) return this.#message.write(piece);
    if (!this.#message.keep(piece)) return this.#stream(this.#message, piece);
  }

  async end(): Promise<Reply> {
    try {
      const reply = await this.#message.end();
      this.#link.count?.(outcomeOf(reply));
      return reply;
    } catch (error) {
      return failed(error, this.#link);
    }
  }

  abort(cause: Error): void {
    this.#link.count?.(cause instanceof ReplyError ? outcomeOf(cause.reply) : 'aborted');
    this.#message.abort();
  }

  async #stream(kept: WholeMessage, piece: Buffer): Promise<void> {
    const { pieces, sent } = kept.handOver();
    try {
      const streamed = await StreamedMessage.begin(this.#tries);
      this.#message = streamed;
      for (const earlier of pieces) await streamed.write(earlier);
      await streamed.write(piece);
    } finally {
      sent();
    }
  }
}

function failed(error: unknown, link: HubLink): never {
  link.count?.(error instanceof ReplyError ? outcomeOf(error.reply) : 'delayed');
  throw error;
}
