import { replies } from '../reply/replies.js';
import type { Reply } from '../reply/reply.js';
import type { Awaiting } from './command-channel.js';
import type { HopError } from './hop-error.js';

/** Replies to MAIL and to each RCPT. */
export interface EnvelopeReplies {
  /** Also the refusal of the proxy command, without which MAIL would run in the wrong name. */
  readonly mail: Reply;
  /** One for each recipient of the envelope, in order. */
  readonly recipients: readonly Reply[];
}

export interface TransactionReplies extends EnvelopeReplies {
  /** After the content: one in SMTP, one for each accepted recipient in LMTP; empty when none was accepted. */
  readonly replies: readonly Reply[];
}

/** What became of each recipient of the envelope, in order. */
export function outcomes(result: TransactionReplies): readonly Reply[] {
  let accepted = 0;
  return result.recipients.map((recipient) => {
    if (!result.mail.positive) return result.mail;
    if (!recipient.positive) return recipient;
    const own = result.replies.length > 1 ? accepted : 0;
    accepted += 1;
    // A recipient without a final reply was not delivered, whatever RCPT said.
    return result.replies[own] ?? replies.localError;
  });
}

/** Collects the replies to a pipelined `[RSET] [XPROXYFROM] MAIL RCPT…`. */
export class EnvelopeExchange implements Awaiting {
  readonly step = 'envelope';
  readonly done: Promise<EnvelopeReplies>;
  readonly #leading: number;
  readonly #expected: number;
  readonly #taken: Reply[] = [];
  #settle: { resolve(result: EnvelopeReplies): void; reject(error: HopError): void } | undefined;

  /** `leading`: how many commands go before MAIL. */
  constructor(counts: { readonly leading: number; readonly recipients: number }) {
    this.#leading = counts.leading;
    this.#expected = counts.leading + 1 + counts.recipients;
    this.done = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
  }

  /** Recipients that the peer has accepted so far. */
  get accepted(): number {
    return this.#taken.slice(this.#leading + 1).filter((reply) => reply.positive).length;
  }

  take(reply: Reply): boolean {
    this.#taken.push(reply);
    if (this.#taken.length < this.#expected) return false;
    this.#settle?.resolve(this.#result());
    return true;
  }

  fail(error: HopError): void {
    this.#settle?.reject(error);
  }

  #result(): EnvelopeReplies {
    const upToMail = this.#taken.slice(0, this.#leading + 1);
    const refusal = upToMail.find((reply) => !reply.positive);
    return {
      mail: refusal ?? upToMail.at(-1) ?? replies.localError,
      recipients: this.#taken.slice(this.#leading + 1),
    };
  }
}
