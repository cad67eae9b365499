import { BdatWriter } from '../client/transaction/bdat-writer.js';
import type { Extensions } from '../client/extensions.js';
import type { CommandChannel } from '../client/command-channel.js';
import {
  EnvelopeExchange,
  mailCommand,
  rcptCommand,
  type EnvelopeReplies,
  type TransactionReplies,
} from '../client/transaction/envelope-exchange.js';
import { HopError } from '../client/hop-error.js';
import type { Step } from '../client/replies/reply-timeouts.js';
import { ResetReply } from '../client/replies/reset-reply.js';
import { WholeTransaction } from '../client/transaction/whole-transaction.js';
import type { Hold } from '../client/hold.js';
import { conclude } from '../client/transaction/conclude.js';
import type { Envelope } from '../commands/envelope.js';
import type { Reply } from '../reply/reply.js';
import { abandoned, sendData } from './data-content.js';
import type { Outgoing } from './outgoing.js';
import { Pace, type PaceLimits } from './pace.js';

const startMailInput = 354;

/**
 * Transactions with a peer of which nothing is known but what it offers: pipelined (RFC 2920) and in chunks (RFC 3030)
 * where it does, else command by command and with DATA.
 */
export class OutboundExchange {
  readonly #channel: CommandChannel;
  readonly #extensions: Extensions;
  readonly #pace: PaceLimits;
  readonly #pipelining: boolean;
  readonly #chunking: boolean;
  /** The peer may still hold a transaction of ours: the next one begins with RSET. */
  #unclean = false;

  constructor(channel: CommandChannel, extensions: Extensions, pace: PaceLimits) {
    this.#channel = channel;
    this.#pace = pace;
    this.#extensions = extensions;
    this.#pipelining = extensions.has('PIPELINING');
    this.#chunking = extensions.has('CHUNKING');
  }

  /**
   * Whether the next transaction may begin behind the end of this one's content, before that is answered (RFC 2920 §3.1).
   * Then a message costs one round trip and one write, as with BDAT it does in any case; and in either case no more than
   * one message can be in doubt when the connection is lost.
   */
  get runsAhead(): boolean {
    return this.#pipelining && !this.#chunking;
  }

  /** A whole transaction in one write. */
  get #carriesWhole(): boolean {
    return this.#pipelining && this.#chunking;
  }

  async run(
    outgoing: Outgoing,
    { contentSent, envelopeFirst = false }: RunOptions,
  ): Promise<TransactionReplies> {
    const { envelope, joined } = outgoing;
    const whole = this.#carriesWhole && !envelopeFirst ? joined : undefined;
    if (whole !== undefined) return this.#inOnePiece(envelope, whole, outgoing.hold);
    const { answers, data } = await this.#envelope(envelope);
    this.#unclean = true;
    if (!answers.mail.positive || !answers.recipients.some((reply) => reply.positive)) {
      if (data !== undefined) await this.#dataForNobody(data, contentSent);
      return { ...answers, replies: [] };
    }
    const replies = await (this.#chunking
      ? this.#chunks(outgoing)
      : this.#data(outgoing, data ?? this.#say('data', 'DATA'), contentSent));
    return { ...answers, replies };
  }

  async #envelope(envelope: Envelope): Promise<AskedFor> {
    const reset = this.#reset();
    if (this.#pipelining) return this.#pipelinedEnvelope(envelope);
    await reset;
    return this.#envelopeByCommands(envelope);
  }

  /** MAIL RCPT… BDAT LAST. A peer that has refused all recipients reads the content nevertheless (RFC 3030 §2). */
  async #inOnePiece(
    envelope: Envelope,
    content: readonly Buffer[],
    hold: Hold | undefined,
  ): Promise<TransactionReplies> {
    const channel = this.#channel;
    const octets = content.reduce((sum, piece) => sum + piece.length, 0);
    const recipients = envelope.recipients.length;
    const counts = { leading: 0, recipients, lmtp: false, octets };
    const transaction = new WholeTransaction(counts, () => undefined);
    void this.#reset();
    channel.command(...this.#commands(envelope), `BDAT ${octets} LAST`);
    const concluded = conclude(channel, content, hold);
    if (concluded === undefined) transaction.sent = channel.usable;
    channel.await(transaction);
    if (concluded !== undefined) {
      await concluded;
      transaction.sent = channel.usable;
    }
    const answers = await transaction.done;
    this.#unclean = !transaction.clean;
    return answers;
  }

  #commands(envelope: Envelope): readonly string[] {
    const rcpts = envelope.recipients.map((recipient) => rcptCommand(recipient, this.#extensions));
    return [mailCommand(envelope, this.#extensions), ...rcpts];
  }

  async #reset(): Promise<void> {
    if (!this.#unclean) return;
    this.#unclean = false;
    this.#channel.command('RSET');
    await new Promise<void>((over) => this.#channel.await(new ResetReply(this.#channel, over)));
  }

  async #pipelinedEnvelope(envelope: Envelope): Promise<AskedFor> {
    const exchange = new EnvelopeExchange({ leading: 0, recipients: envelope.recipients.length });
    this.#channel.command(...this.#commands(envelope), ...(this.#chunking ? [] : ['DATA']));
    this.#channel.await(exchange);
    const data = this.#chunking ? undefined : this.#channel.reply('data');
    // The envelope fails first, and in the same way.
    data?.catch(() => undefined);
    return { answers: await exchange.done, data };
  }

  async #envelopeByCommands(envelope: Envelope): Promise<AskedFor> {
    const [mailLine = '', ...rcptLines] = this.#commands(envelope);
    const mail = await this.#say('envelope', mailLine);
    if (!mail.positive) return { answers: { mail, recipients: rcptLines.map(() => mail) }, data: undefined };
    const recipients: Reply[] = [];
    for (const line of rcptLines) recipients.push(await this.#say('envelope', line));
    return { answers: { mail, recipients }, data: undefined };
  }

  #say(step: Step, line: string): Promise<Reply> {
    this.#channel.command(line);
    return this.#channel.reply(step);
  }

  /** RFC 2920 §3.1: 354 though nobody was accepted is answered with an empty message. Refusals stay refusals. */
  async #dataForNobody(data: Promise<Reply>, contentSent: () => void): Promise<void> {
    try {
      if ((await data).code !== startMailInput) return;
      this.#unclean = false;
      const end = this.#say('end', '.');
      contentSent();
      await end;
    } catch (error) {
      // Everybody was answered; the connection is lost, as its next user will see.
      if (!(error instanceof HopError)) throw error;
    }
  }

  async #chunks({ plain, hold }: Outgoing): Promise<readonly Reply[]> {
    const writer = new BdatWriter(this.#channel);
    const pace = new Pace(this.#pace);
    try {
      for await (const piece of plain()) {
        if (writer.refused) break;
        await writer.write(piece);
        pace.keep(piece.length);
      }
    } catch (error) {
      this.#channel.fail(abandoned(error));
      throw error;
    }
    const sent = this.#channel.usable;
    const replies = await writer
      .end([], () => 1, hold)
      .catch((error: HopError) => {
        throw sent ? HopError.untold(error) : error;
      });
    this.#unclean = !replies.every((reply) => reply.positive);
    return replies;
  }

  async #data(
    { stuffed, hold }: Outgoing,
    answer: Promise<Reply>,
    contentSent: () => void,
  ): Promise<readonly Reply[]> {
    const start = await answer;
    if (start.transient || start.permanent) return [start];
    // 250 to DATA is no delivery.
    if (start.code !== startMailInput) throw this.#broken(start);
    const sent = (): void => {
      // Whatever the final reply is, the transaction is over (RFC 5321 §4.1.1.4).
      this.#unclean = false;
      if (this.#pipelining) contentSent();
    };
    return [await sendData(this.#channel, { wire: stuffed(), pace: new Pace(this.#pace), hold, sent })];
  }

  #broken(reply: Reply): HopError {
    const error = HopError.refused('protocol', reply);
    this.#channel.fail(error);
    return error;
  }
}

interface RunOptions {
  /** Called when another transaction may begin ahead of the final reply, if it may. */
  readonly contentSent: () => void;
  readonly envelopeFirst?: boolean;
}

interface AskedFor {
  readonly answers: EnvelopeReplies;
  /** The answer to DATA, where it was sent with the envelope. */
  readonly data: Promise<Reply> | undefined;
}
