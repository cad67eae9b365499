import type { Extensions } from '../client/extensions.js';
import type { CommandChannel } from '../client/command-channel.js';
import { CommandLines } from '../client/transaction/command-lines.js';
import {
  mailCommand,
  rcptCommand,
  unsupported,
  type TransactionReplies,
} from '../client/transaction/envelope-exchange.js';
import { lapsed, type Hold } from '../client/hold.js';
import { HopError } from '../client/hop-error.js';
import { ResetReply } from '../client/replies/reset-reply.js';
import { WholeTransaction } from '../client/transaction/whole-transaction.js';
import type { Envelope } from '../commands/envelope.js';
import { formatProxyCommand, type ProxyFrom } from '../commands/proxy-command.js';

/** What may be under way on one connection; one transaction always may. */
export interface PipelineLimits {
  readonly transactions: number;
  /** Of content: what waits in buffers of ours, of the peer and between. */
  readonly octets: number;
}

export interface PipelineOptions {
  readonly channel: CommandChannel;
  readonly extensions: Extensions;
  readonly lmtp: boolean;
  readonly limits: PipelineLimits;
  /** For the end of a transaction, while others follow it. */
  readonly replyTimeoutMs: number;
}

interface Waiting {
  readonly transaction: WholeTransaction;
  readonly commands: CommandLines;
  readonly content: readonly Buffer[];
  readonly hold: Hold | undefined;
}

/** What a whole transaction may bring along. */
export interface TransactionOptions {
  readonly proxy?: ProxyFrom | undefined;
  readonly hold?: Hold | undefined;
}

/**
 * Whole transactions over one connection, one begun before the one before it is answered, which asks more of the peer
 * than RFC 2920: that it reads on after the end of content, and that BDAT LAST ends a transaction whatever it answers.
 * More than the limits allow waits here.
 */
export class TransactionPipeline {
  /** The peer may still hold a transaction, or a refusal, of ours: the next one begins with RSET. */
  unclean = false;
  readonly #options: PipelineOptions;
  readonly #waiting: Waiting[] = [];
  #transactions = 0;
  #octets = 0;
  /** When a transaction was over last, or went out alone. */
  #heardAt = 0;

  readonly #over = (transaction: WholeTransaction): void => {
    if (!transaction.sent) return;
    this.#transactions -= 1;
    this.#octets -= transaction.octets;
    this.#heardAt = performance.now();
    if (!transaction.clean) this.unclean = true;
    this.#sendNext();
  };

  constructor(options: PipelineOptions) {
    this.#options = options;
  }

  /** Transactions under way and waiting. */
  get load(): number {
    return this.#transactions + this.#waiting.length;
  }

  /** Whether another transaction would leave at once. */
  get hasRoom(): boolean {
    const { limits } = this.#options;
    const free = this.#transactions < limits.transactions && this.#octets < limits.octets;
    return free && this.#waiting.length === 0;
  }

  /** Throws when the envelope cannot be said in commands. */
  transact(
    envelope: Envelope,
    content: readonly Buffer[],
    { proxy, hold }: TransactionOptions,
  ): Promise<TransactionReplies> {
    const { extensions, lmtp } = this.#options;
    const refusal = unsupported(envelope, extensions);
    if (refusal !== undefined) {
      const recipients = envelope.recipients.map(() => refusal);
      return Promise.resolve({ mail: refusal, recipients, replies: [] });
    }
    const octets = content.reduce((sum, piece) => sum + piece.length, 0);
    const commands = new CommandLines([
      ...(proxy === undefined ? [] : [formatProxyCommand(proxy)]),
      mailCommand(envelope, extensions),
      ...envelope.recipients.map((recipient) => rcptCommand(recipient, extensions)),
      `BDAT ${octets} LAST`,
    ]);
    const counts = { leading: proxy === undefined ? 0 : 1, recipients: envelope.recipients.length };
    const transaction = new WholeTransaction({ ...counts, lmtp, octets }, this.#over);
    this.#failIfHung();
    this.#waiting.push({ transaction, commands, content, hold });
    this.#sendNext();
    return transaction.done;
  }

  /** As many as there is room for; all that wait, once the channel has failed and nothing leaves any more. */
  #sendNext(): void {
    const { channel } = this.#options;
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (channel.usable && !this.#takes(next.transaction)) return;
      this.#waiting.shift();
      this.#send(next);
    }
  }

  /** The channel's own time-out does not run while we write: those ahead would wait for as long as others follow. */
  #failIfHung(): void {
    const { channel, replyTimeoutMs } = this.#options;
    if (this.#transactions === 0 || performance.now() - this.#heardAt < replyTimeoutMs) return;
    channel.fail(new HopError('timeout', 'no reply in time'));
  }

  #takes({ octets }: WholeTransaction): boolean {
    const { limits } = this.#options;
    if (this.#transactions === 0) return true;
    return this.#transactions < limits.transactions && this.#octets + octets <= limits.octets;
  }

  #send({ transaction, commands, content, hold }: Waiting): void {
    const { channel } = this.#options;
    if (hold?.isSure() === false) {
      // It may have waited here for long; whoever wants it to go on asks first.
      transaction.fail(lapsed());
      return;
    }
    if (channel.usable) {
      if (hold !== undefined) channel.writer.leaveIf(hold);
      if (this.unclean) this.#reset();
      channel.commands(commands);
      for (const piece of content) channel.octets(piece);
      transaction.sent = true;
      if (this.#transactions === 0) this.#heardAt = performance.now();
      this.#transactions += 1;
      this.#octets += transaction.octets;
    }
    channel.await(transaction);
  }

  #reset(): void {
    const { channel } = this.#options;
    this.unclean = false;
    channel.command('RSET');
    channel.await(new ResetReply(channel));
  }
}
