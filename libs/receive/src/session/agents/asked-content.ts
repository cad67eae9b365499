import { applyHeaderFirewall, HeaderBlock, HeaderSplitter, type HeaderRights } from '@mailyard/message';
import type { ContentSink, Envelope, Reply } from '@mailyard/smtp';

import type { AgentQuestions } from './agent-questions.js';
import { FileHeldMessage, passTo, type HeldOptions } from './file-held-message.js';

/** Content that waits in memory for what agents say of the header. */
const heldOctetsMax = 32_768;
/** What keeping a piece costs beside its octets. */
const pieceOctets = 128;

export interface AskedTransaction extends Pick<HeldOptions, 'open'> {
  readonly questions: AgentQuestions;
  readonly envelope: Envelope;
  readonly maxHeaderBytes: number;
  readonly headerRights: HeaderRights;
  /** Agents that have still to be asked of its commands; throws a refusal. */
  readonly commands: () => Promise<void>;
}

/**
 * The content of a transaction that agents are asked about. They are asked as soon as the header is there, and while they
 * think the session goes on; the role's own sink gets nothing before they have answered.
 */
export class AskedContent implements ContentSink {
  readonly #transaction: AskedTransaction;
  readonly #splitter: HeaderSplitter;
  #held: Buffer[] = [];
  #heldOctets = 0;
  #sink: Promise<ContentSink> | undefined;
  #aborted: Error | undefined;

  constructor(transaction: AskedTransaction) {
    this.#transaction = transaction;
    this.#splitter = new HeaderSplitter(transaction);
  }

  write(chunk: Buffer): Promise<void> | void {
    this.#keep(this.#splitter.write(chunk));
    if (this.#splitter.header !== undefined) void this.#opened();
    if (this.#heldOctets > heldOctetsMax) return this.#pass();
  }

  async end(): Promise<Reply | readonly Reply[]> {
    let sink: ContentSink;
    try {
      this.#keep(this.#splitter.end());
      await this.#pass();
      sink = await this.#opened();
    } catch (error) {
      this.abort(error as Error);
      throw error;
    }
    return sink.end();
  }

  abort(cause: Error): void {
    this.#aborted ??= cause;
    this.#held = [];
    // Where it has not been opened there is nothing to abort.
    this.#sink?.then(
      (sink) => sink.abort(cause),
      () => undefined,
    );
  }

  #keep(pieces: readonly Buffer[]): void {
    for (const piece of pieces) {
      // A small part of what was read with it would keep all of that in memory.
      this.#held.push(2 * piece.length < piece.buffer.byteLength ? Buffer.from(piece) : piece);
      this.#heldOctets += piece.length + pieceOctets;
    }
  }

  async #pass(): Promise<void> {
    const sink = await this.#opened();
    const pieces = this.#held;
    this.#held = [];
    this.#heldOctets = 0;
    for (const piece of pieces) await sink.write(piece);
  }

  #opened(): Promise<ContentSink> {
    if (this.#sink === undefined) {
      this.#sink = this.#open();
      // Whoever passes content on hears of it.
      this.#sink.catch(() => undefined);
    }
    return this.#sink;
  }

  async #open(): Promise<ContentSink> {
    const { envelope, questions, commands, headerRights, open } = this.#transaction;
    const octets = this.#splitter.header ?? Buffer.alloc(0);
    await commands();
    // What a stranger may not bring along no agent sees.
    const header = applyHeaderFirewall(HeaderBlock.parse(octets), headerRights);
    const passing = await questions.past('OnEndOfHeaders', { envelope, header });
    if (this.#aborted !== undefined) throw this.#aborted;
    if (questions.isAskedAt('OnEndOfData')) {
      const path = questions.options.host.messageFile();
      return FileHeldMessage.create(path, { questions, passing, open });
    }
    const sink = await open(passing.envelope);
    await passTo(sink, [passing.header === header ? octets : passing.header.toBuffer()]);
    return sink;
  }
}
