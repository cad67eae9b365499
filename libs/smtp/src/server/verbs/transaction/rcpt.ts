import { isAscii, parsePath } from '../../../address/parse-path.js';
import type { Envelope, EnvelopeRecipient } from '../../../commands/envelope.js';
import { replies } from '../../../reply/replies.js';
import { ReplyError } from '../../../reply/reply.js';
import { parsePathArguments } from '../../arguments/path-arguments.js';
import { parseRcptParameters } from '../../arguments/rcpt-parameters.js';
import type { Offer } from '../../session-handler.js';
import type { Verb } from '../verb.js';

/**
 * A list with many recipients, of whom some are unknown and the rest are too many (RFC 5321 §4.5.3.1.10), is mail.
 * Whoever asks for ten times as many as a message may have only asks.
 */
const attemptsPerRecipient = 10;

export const rcpt: Verb = {
  needsHello: true,
  async run(session, argument) {
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
    await handler.rcpt(recipient, transaction.envelope, state);
    transaction.accept(recipient);
    return replies.recipientOk;
  },
};

function parseRcpt(argument: string, envelope: Envelope, offer: Offer): EnvelopeRecipient {
  const parsed = parsePathArguments('TO', argument, offer);
  if (parsed === undefined) throw new ReplyError(replies.invalidArguments);
  const { defaultDomain, longAddresses } = offer;
  const path = parsePath(parsed.path, { allowNull: false, smtpUtf8: true, defaultDomain, longAddresses });
  if (path === undefined || path === null) throw new ReplyError(replies.invalidRecipient);
  if (!envelope.smtpUtf8 && !isAscii(path)) throw new ReplyError(replies.smtpUtf8Required);
  return { path, ...parseRcptParameters(parsed.parameters, offer) };
}
