import { isAscii, parseMailbox, parsePath, type Path } from '../../../address/path.js';
import type { Envelope, EnvelopeRecipient, Notify } from '../../../commands/envelope.js';
import { decodeUtf8Address } from '../../../commands/utf8-address.js';
import { decodeXtext } from '../../../commands/xtext.js';
import { replies } from '../../../reply/replies.js';
import { ReplyError } from '../../../reply/reply.js';
import type { EnvelopeOffer } from '../../session-handler.js';
import { parsePathArguments } from '../arguments.js';
import { after, type Verb } from '../verb.js';

/**
 * A list with many recipients, of whom some are unknown and the rest are too many (RFC 5321 §4.5.3.1.10), is mail.
 * Whoever asks for ten times as many as a message may have only asks.
 */
const attemptsPerRecipient = 10;

export const rcpt: Verb = {
  needsHello: true,
  readAhead: true,
  run(session, argument) {
    const { transaction, offer, state, handler } = session;
    if (transaction === undefined) return replies.needMail;
    const { maxRecipients } = handler.limits;
    const attempts = transaction.countAttempt();
    if (maxRecipients === 0 || attempts <= attemptsPerRecipient * maxRecipients) {
      session.commandsWithoutMail.carriesMail();
    }
    const recipient = parseRcpt(argument, transaction.envelope, offer);
    if (maxRecipients > 0 && transaction.envelope.recipients.length >= maxRecipients) {
      return replies.tooManyRecipients;
    }
    const taken = handler.rcpt(recipient, transaction.envelope, state);
    return after(taken, () => {
      transaction.accept(recipient);
      return replies.recipientOk;
    });
  },
};

/** What follows the verb: `TO:<path>` and parameters. Throws a ReplyError for what is malformed or not offered. */
export function parseRcpt(
  argument: string,
  { smtpUtf8 }: Pick<Envelope, 'smtpUtf8'>,
  offer: EnvelopeOffer,
): EnvelopeRecipient {
  const parsed = parsePathArguments('TO', argument, offer);
  if (parsed === undefined) throw new ReplyError(replies.invalidArguments);
  const { defaultDomain, longAddresses } = offer;
  const path = parsePath(parsed.path, { allowNull: false, smtpUtf8: true, defaultDomain, longAddresses });
  if (path === undefined || path === null) throw new ReplyError(replies.invalidRecipient);
  if (!smtpUtf8 && !isAscii(path)) throw new ReplyError(replies.smtpUtf8Required);
  return { path, ...parseRcptParameters(parsed.parameters, offer) };
}

export type RcptParameters = Pick<EnvelopeRecipient, 'notify' | 'orcpt' | 'orar'>;

const notifyValues: readonly string[] = ['NEVER', 'SUCCESS', 'FAILURE', 'DELAY'] satisfies Notify[];
// RFC 3461 §4.2.
const orcptMaxLength = 500;
const orcpt = /^([A-Za-z0-9][A-Za-z0-9-]*);(.+)$/;

/** Parameters of RCPT (RFC 3461 §4.1, §4.2, and ORAR); throws for those that the session does not offer. */
export function parseRcptParameters(
  parameters: ReadonlyMap<string, string | undefined>,
  offer: EnvelopeOffer,
): RcptParameters {
  if (parameters.size === 0) return {};
  const offered = (key: string): boolean =>
    key === 'ORAR' ? offer.orar : offer.dsn && (key === 'NOTIFY' || key === 'ORCPT');
  if (!Array.from(parameters.keys()).every(offered)) throw new ReplyError(replies.unsupportedParameter);
  return {
    ...(parameters.has('NOTIFY') ? { notify: parseNotify(parameters.get('NOTIFY')) } : {}),
    ...(parameters.has('ORCPT') ? { orcpt: parseOrcpt(parameters.get('ORCPT')) } : {}),
    ...(parameters.has('ORAR') ? { orar: parseOrar(parameters.get('ORAR'), offer) } : {}),
  };
}

function parseNotify(value: string | undefined): readonly Notify[] {
  const words = value?.toUpperCase().split(',') ?? [];
  const alone = words.length === 1 || !words.includes('NEVER');
  const distinct = new Set(words).size === words.length;
  if (words.length === 0 || !alone || !distinct || !words.every((word) => notifyValues.includes(word))) {
    throw new ReplyError(replies.invalidArguments);
  }
  return words as Notify[];
}

function parseOrcpt(value: string | undefined): string {
  const [, type, encoded] = orcpt.exec(value ?? '') ?? [];
  if (type === undefined || encoded === undefined || (value ?? '').length > orcptMaxLength) {
    throw new ReplyError(replies.invalidArguments);
  }
  const address = type.toLowerCase() === 'utf-8' ? utf8Address(encoded) : decodeXtext(encoded);
  if (address === undefined) throw new ReplyError(replies.invalidArguments);
  return `${type.toLowerCase()};${address}`;
}

/** RFC 6533 §3: plain UTF-8, or ASCII in which `\x{…}` stands for other characters. */
function utf8Address(encoded: string): string | undefined {
  return decodeUtf8Address(decodeXtext(encoded) ?? encoded);
}

/** In the form of ORCPT, in ASCII; an encapsulated X.400 address may be a long one. */
function parseOrar(value: string | undefined, { longAddresses }: EnvelopeOffer): Path {
  const [, encoded = ''] = /^rfc822;(.+)$/i.exec(value ?? '') ?? [];
  const path = parseMailbox(decodeXtext(encoded) ?? '', { longAddresses });
  if (path === undefined || !isAscii(path)) throw new ReplyError(replies.invalidArguments);
  return path;
}
