import { formatPath } from '../../address/path.js';
import type { Envelope, EnvelopeRecipient } from '../../commands/envelope.js';
import { encodeUtf8Address } from '../../commands/utf8-address.js';
import { encodeXtext } from '../../commands/xtext.js';
import { replies } from '../../reply/replies.js';
import type { Reply } from '../../reply/reply.js';
import type { Extensions } from '../extensions.js';
import type { Awaiting } from '../command-channel.js';
import type { HopError } from '../hop-error.js';

/** The refusal that this peer would have to give, where leaving out the parameter would corrupt or misdirect mail. */
export function unsupported(envelope: Envelope, extensions: Extensions): Reply | undefined {
  // RFC 6531 §3.2: such a message must not be sent to a peer without SMTPUTF8; RFC 3030 §3 likewise.
  if (envelope.smtpUtf8 && !extensions.has('SMTPUTF8')) return replies.smtpUtf8Unsupported;
  if (envelope.body === 'BINARYMIME' && !extensions.has('BINARYMIME')) return replies.binaryMimeUnsupported;
  // RFC 8689 §4.2.1: rather not at all.
  if (envelope.requireTls && !extensions.has('REQUIRETLS')) return replies.requireTlsUnsupported;
  return undefined;
}

/** MAIL with those parameters only that the peer has advertised (RFC 5321 §4.1.1.11). */
export function mailCommand(envelope: Envelope, extensions: Extensions): string {
  let line = `MAIL FROM:<${formatPath(envelope.reversePath)}>`;
  if (envelope.declaredBytes !== undefined && extensions.has('SIZE')) {
    line += ` SIZE=${envelope.declaredBytes}`;
  }
  const { body } = envelope;
  if (body === 'BINARYMIME' || (body === '8BITMIME' && extensions.has(body))) line += ` BODY=${body}`;
  if (envelope.smtpUtf8) line += ' SMTPUTF8';
  if (envelope.requireTls && extensions.has('REQUIRETLS')) line += ' REQUIRETLS';
  return extensions.has('DSN') ? line + dsnParameters(envelope) : line;
}

function dsnParameters({ ret, envid }: Envelope): string {
  const said = ret === undefined ? '' : ` RET=${ret}`;
  return envid === undefined ? said : `${said} ENVID=${encodeXtext(envid)}`;
}

/** RCPT, with NOTIFY and ORCPT when the peer knows DSN (RFC 3461 §4.1, §4.2), with ORAR when it knows XORAR. */
export function rcptCommand(recipient: EnvelopeRecipient, extensions: Extensions): string {
  let line = `RCPT TO:<${formatPath(recipient.path)}>`;
  if (recipient.orar !== undefined && extensions.has('XORAR')) {
    line += ` ORAR=rfc822;${encodeXtext(formatPath(recipient.orar))}`;
  }
  if (!extensions.has('DSN')) return line;
  if (recipient.notify !== undefined) line += ` NOTIFY=${recipient.notify.join(',')}`;
  if (recipient.orcpt !== undefined) line += ` ORCPT=${formatOrcpt(recipient.orcpt)}`;
  return line;
}

/** RFC 6533 §3: an address of type utf-8 in ASCII, which every server with DSN takes. */
function formatOrcpt(orcpt: string): string {
  const semicolon = orcpt.indexOf(';');
  const [type, address] = [orcpt.slice(0, semicolon), orcpt.slice(semicolon + 1)];
  return `${type};${type === 'utf-8' ? encodeUtf8Address(address) : encodeXtext(address)}`;
}

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
