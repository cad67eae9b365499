import { isAscii, parsePath } from '../../../address/parse-path.js';
import type { Envelope } from '../../../commands/envelope.js';
import { replies } from '../../../reply/replies.js';
import { ReplyError } from '../../../reply/reply.js';
import { parseMailParameters } from '../../arguments/mail-parameters.js';
import { parsePathArguments } from '../../arguments/path-arguments.js';
import type { Offer } from '../../session-handler.js';
import { Transaction } from '../../session/transaction.js';
import type { Verb } from '../verb.js';

export const mail: Verb = {
  needsHello: true,
  async run(session, argument) {
    if (session.transaction !== undefined) return replies.nestedMail;
    // The peer speaks for somebody whom we refused: its own rights must not be used instead.
    if (session.proxyRefused) return replies.proxyRefused;
    const { offer, state, handler } = session;
    try {
      const transaction = new Transaction(parseMail(argument, offer));
      await handler.mail(transaction.envelope, state);
      session.beginTransaction(transaction);
      return replies.senderOk;
    } catch (error) {
      state.proxied = undefined;
      throw error;
    }
  },
};

function parseMail(argument: string, offer: Offer): Omit<Envelope, 'recipients'> {
  const parsed = parsePathArguments('FROM', argument, offer);
  if (parsed === undefined) throw new ReplyError(replies.invalidArguments);
  const { defaultDomain, longAddresses } = offer;
  const reversePath = parsePath(parsed.path, {
    allowNull: true,
    smtpUtf8: true,
    defaultDomain,
    longAddresses,
  });
  if (reversePath === undefined) throw new ReplyError(replies.invalidSender);
  const parameters = parseMailParameters(parsed.parameters, offer);
  if (reversePath !== null && !parameters.smtpUtf8 && !isAscii(reversePath)) {
    throw new ReplyError(replies.smtpUtf8Required);
  }
  const { limitBytes } = offer.size;
  if (limitBytes > 0 && (parameters.declaredBytes ?? 0) > limitBytes) {
    throw new ReplyError(replies.messageTooLarge);
  }
  return { ...parameters, reversePath };
}
