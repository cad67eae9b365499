import { replies } from '../../../reply/replies.js';
import { Reply, ReplyError, type Answer } from '../../../reply/reply.js';
import type { AuthMechanism, Credentials } from '../../session-handler.js';
import type { ServerSession } from '../../session/server-session.js';
import type { Verb } from '../verb.js';

/** AUTH (RFC 4954) with LOGIN, PLAIN (RFC 4616) and GSSAPI (RFC 4752). */
export const auth: Verb = {
  needsHello: true,
  async run(session, argument) {
    const { offer, state, transaction, handler } = session;
    if (state.user !== undefined) return replies.alreadyAuthenticated;
    if (offer.auth.length === 0) return replies.unrecognizedCommand;
    if (transaction !== undefined) return replies.authDuringTransaction;
    const [, name, initial] = /^([\w-]+)(?: +(\S+))? *$/.exec(argument) ?? [];
    if (name === undefined) return replies.invalidArguments;
    const mechanism = offer.auth.find((offered) => offered === name.toUpperCase());
    if (mechanism === undefined) return replies.unrecognizedAuthType;
    const asked = handler.permit?.({ verb: 'AUTH', mechanism }, state);
    if (asked !== undefined) await asked;
    return authenticate(session, () => exchanges[mechanism](session, initial));
  },
};

/** Resolves with the user, or with nothing when the client has left. */
type Exchange = (session: ServerSession, initial: string | undefined) => Promise<string | undefined>;

const exchanges: Readonly<Record<AuthMechanism, Exchange>> = {
  async LOGIN(session, initial) {
    const user = await response(session, Buffer.from('Username:'), initial);
    const password = user && (await response(session, Buffer.from('Password:')));
    if (user === undefined || password === undefined) return undefined;
    return check(session, {
      mechanism: 'LOGIN',
      authorization: '',
      user: user.toString(),
      password: password.toString(),
    });
  },
  async PLAIN(session, initial) {
    const message = await response(session, nothing, initial);
    if (message === undefined) return undefined;
    const [authorization, user, password, ...others] = message.toString().split('\0');
    if (authorization === undefined || user === undefined || password === undefined || others.length > 0) {
      throw new ReplyError(replies.authInvalid);
    }
    return check(session, { mechanism: 'PLAIN', authorization, user, password });
  },
  async GSSAPI(session, initial) {
    const negotiation = session.handler.negotiate?.(session.state);
    if (negotiation === undefined) throw new ReplyError(replies.unrecognizedAuthType);
    let token = await response(session, nothing, initial);
    while (token !== undefined) {
      const step = negotiation.step(token);
      if (step.kind === 'authenticated') return step.user;
      token = await response(session, step.token);
    }
    return undefined;
  },
};

const nothing = Buffer.alloc(0);

function check({ handler, state }: ServerSession, credentials: Credentials): Promise<string> {
  return handler.authenticate(credentials, state);
}

/** Asks, unless the client gave the response with AUTH already; undefined when the client has left. */
async function response(
  session: ServerSession,
  challenge: Buffer,
  initial?: string,
): Promise<Buffer | undefined> {
  if (initial !== undefined) return decode(initial === '=' ? '' : initial);
  session.answers.send(new Reply(334, undefined, challenge.toString('base64')));
  const line = await session.input.authLine();
  if (line !== undefined) session.trace.authResponse();
  if (line instanceof Reply) {
    throw new ReplyError(line === replies.lineTooLong ? replies.authLineTooLong : line);
  }
  if (line === '*') throw new ReplyError(replies.authCancelled);
  return line === undefined ? undefined : decode(line);
}

function decode(text: string): Buffer {
  const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
  if (!base64.test(text)) throw new ReplyError(replies.authInvalid);
  return Buffer.from(text, 'base64');
}

/** RFC 4954 §6, §4.7.8: wrong credentials, and nobody can say now. The other refusals are errors of protocol. */
const logonFailures: ReadonlySet<number> = new Set([
  replies.authUnsuccessful.code,
  replies.authPostponed.code,
]);

async function authenticate(
  session: ServerSession,
  exchange: () => Promise<string | undefined>,
): Promise<Answer> {
  const { state } = session;
  try {
    const user = await exchange();
    if (user === undefined) return [];
    const judged = session.handler.authenticated?.(user, state);
    if (judged !== undefined) await judged;
    state.user = user;
  } catch (error) {
    const refusal = session.refusal(error);
    if (logonFailures.has(refusal.code)) session.penalties.logonFailed();
    return refusal;
  }
  session.renewOffer();
  session.trace.event('*', state.user, 'authenticated');
  return replies.authenticated;
}
