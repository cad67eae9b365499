import { isAscii, parsePath } from '../../../address/path.js';
import type { BodyType, Envelope } from '../../../commands/envelope.js';
import { decodeXtext } from '../../../commands/xtext.js';
import { replies } from '../../../reply/replies.js';
import { ReplyError, type Reply } from '../../../reply/reply.js';
import type { EnvelopeOffer } from '../../session-handler.js';
import type { ServerSession } from '../../session/server-session.js';
import { Transaction } from '../../session/transaction.js';
import { parsePathArguments } from '../arguments.js';
import type { Verb } from '../verb.js';

export const mail: Verb = {
  needsHello: true,
  readAhead: true,
  run(session, argument) {
    if (session.transaction !== undefined) return replies.nestedMail;
    // The peer speaks for somebody whom we refused: its own rights must not be used instead.
    if (session.proxyRefused) return replies.proxyRefused;
    const { offer, state, handler } = session;
    try {
      const transaction = new Transaction(parseMail(argument, offer));
      // RFC 8689 §4.1: it is offered inside TLS only.
      supported(!transaction.envelope.requireTls || state.tls !== undefined);
      const taken = handler.mail(transaction.envelope, state);
      if (taken === undefined) return begin(session, transaction);
      return taken.then(
        () => begin(session, transaction),
        (error: unknown) => refuse(session, error),
      );
    } catch (error) {
      return refuse(session, error);
    }
  },
};

function begin(session: ServerSession, transaction: Transaction): Reply {
  session.beginTransaction(transaction);
  return replies.senderOk;
}

function refuse({ state }: ServerSession, error: unknown): never {
  state.proxied = undefined;
  throw error;
}

/** What follows the verb: `FROM:<path>` and parameters. Throws a ReplyError for what is malformed or not offered. */
export function parseMail(argument: string, offer: EnvelopeOffer): Omit<Envelope, 'recipients'> {
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

export type MailParameters = Omit<Envelope, 'reversePath' | 'recipients'>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Reader = (value: string | undefined, result: Mutable<MailParameters>, offer: EnvelopeOffer) => void;

const bodyTypes: readonly string[] = ['7BIT', '8BITMIME', 'BINARYMIME'] satisfies BodyType[];
// RFC 3461 §4.4.
const envidMaxLength = 100;

const readers: Readonly<Record<string, Reader>> = {
  SIZE(value, result, offer) {
    supported(offer.size.advertise !== 'no');
    // RFC 1870 §6.1.
    valid(value !== undefined && /^\d{1,20}$/.test(value));
    const bytes = Number(value);
    // Twenty digits are well-formed; more than can be counted exactly is more than anybody takes.
    if (!Number.isSafeInteger(bytes)) throw new ReplyError(replies.messageTooLarge);
    result.declaredBytes = bytes;
  },
  BODY(value, result, offer) {
    supported(offer.eightBitMime || offer.binaryMime);
    const body = value?.toUpperCase() ?? '';
    valid(bodyTypes.includes(body));
    supported(body !== 'BINARYMIME' || (offer.binaryMime && offer.chunking));
    supported(body !== '8BITMIME' || offer.eightBitMime);
    result.body = body as BodyType;
  },
  SMTPUTF8(value, result, offer) {
    supported(offer.smtpUtf8);
    valid(value === undefined);
    result.smtpUtf8 = true;
  },
  REQUIRETLS(value, result) {
    valid(value === undefined);
    result.requireTls = true;
  },
  RET(value, result, offer) {
    supported(offer.dsn);
    const ret = value?.toUpperCase();
    valid(ret === 'FULL' || ret === 'HDRS');
    result.ret = ret;
  },
  ENVID(value, result, offer) {
    supported(offer.dsn);
    const envid = value !== undefined && value.length <= envidMaxLength ? decodeXtext(value) : undefined;
    valid(envid !== undefined);
    result.envid = envid;
  },
  // RFC 4954 §5: taken from those who may authenticate, and not believed.
  AUTH(value, _result, offer) {
    supported(offer.auth.length > 0);
    valid(value !== undefined && (value === '<>' || decodeXtext(value) !== undefined));
  },
};

/** Parameters of MAIL; throws for those that the session does not offer (RFC 5321 §4.1.1.11). */
export function parseMailParameters(
  parameters: ReadonlyMap<string, string | undefined>,
  offer: EnvelopeOffer,
): MailParameters {
  const result: Mutable<MailParameters> = { body: '7BIT', smtpUtf8: false };
  for (const [keyword, value] of parameters) {
    const read = Object.hasOwn(readers, keyword) ? readers[keyword] : undefined;
    if (read === undefined) throw new ReplyError(replies.unsupportedParameter);
    read(value, result, offer);
  }
  return result;
}

function supported(condition: boolean): asserts condition {
  if (!condition) throw new ReplyError(replies.unsupportedParameter);
}

function valid(condition: boolean): asserts condition {
  if (!condition) throw new ReplyError(replies.invalidArguments);
}
