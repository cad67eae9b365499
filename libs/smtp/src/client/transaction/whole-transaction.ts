import { replies } from '../../reply/replies.js';
import type { Reply } from '../../reply/reply.js';
import type { Awaiting } from '../command-channel.js';
import type { TransactionReplies } from './envelope-exchange.js';
import { HopError } from '../hop-error.js';

export interface WholeTransactionOptions {
  /** How many commands go before MAIL. */
  readonly leading: number;
  readonly recipients: number;
  /** RFC 2033 §4.2: a final reply for each recipient that was accepted. */
  readonly lmtp: boolean;
  /** Octets of content. */
  readonly octets: number;
}

/** A transaction that is sent in one piece, `[RSET] [XPROXYFROM] MAIL RCPT… BDAT LAST`: collects the replies to all of it. */
export class WholeTransaction implements Awaiting {
  readonly done: Promise<TransactionReplies>;
  readonly octets: number;
  /** It may be carried out by now, whatever is heard of it. */
  sent = false;
  readonly #options: WholeTransactionOptions;
  readonly #over: (transaction: WholeTransaction) => void;
  #refusal: Reply | undefined;
  #mail: Reply = replies.localError;
  readonly #recipients: Reply[] = [];
  readonly #final: Reply[] = [];
  #commands = 0;
  #accepted = 0;
  #resolve!: (result: TransactionReplies) => void;
  #reject!: (error: HopError) => void;

  /** `over` is called once, when the last reply is there or none will come. */
  constructor(options: WholeTransactionOptions, over: (transaction: WholeTransaction) => void) {
    this.#options = options;
    this.octets = options.octets;
    this.#over = over;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  get step(): Awaiting['step'] {
    const { leading, recipients } = this.#options;
    return this.#commands <= leading + recipients ? 'envelope' : 'end';
  }

  /** Every command was carried out, so that nothing of it is left with the peer. */
  get clean(): boolean {
    const { length } = this.#final;
    return this.#refusal === undefined && length > 0 && this.#final.every((reply) => reply.positive);
  }

  take(reply: Reply): boolean {
    const { leading, recipients } = this.#options;
    const command = this.#commands;
    this.#commands += 1;
    if (command <= leading) this.#takeSender(reply);
    else if (command <= leading + recipients) this.#takeRecipient(reply);
    else this.#final.push(reply);
    if (this.#final.length < this.#finalReplies) return false;
    this.#over(this);
    this.#resolve({
      mail: this.#mail,
      recipients: this.#recipients,
      // Content for nobody is refused, which says nothing about a recipient.
      replies: this.#accepted === 0 ? [] : this.#final,
    });
    return true;
  }

  fail(error: HopError): void {
    this.#over(this);
    this.#reject(this.sent && this.#refusal === undefined ? HopError.untold(error) : error);
  }

  get #finalReplies(): number {
    return this.#options.lmtp && this.#accepted > 0 ? this.#accepted : 1;
  }

  /** Also the refusal of the proxy command, without which MAIL would run in the wrong name. */
  #takeSender(reply: Reply): void {
    if (!reply.positive) this.#refusal ??= reply;
    this.#mail = this.#refusal ?? reply;
  }

  #takeRecipient(reply: Reply): void {
    this.#recipients.push(reply);
    if (reply.positive) this.#accepted += 1;
  }
}
