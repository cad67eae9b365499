import { replies } from '../../replies.js';
import { Reply, ReplyError } from '../../reply.js';
import type { Dialogue } from '../dialogue/dialogue.js';
import type { AuthMechanism, Credentials } from '../session-handler.js';
import type { Answer, Verb } from '../verb.js';

/** AUTH (RFC 4954) with LOGIN, PLAIN (RFC 4616) and GSSAPI (RFC 4752). */
export const auth: Verb = {
  needsHello: true,
  async run(dialogue, argument) {
    const { offer, session, transaction } = dialogue;
    if (session.user !== undefined) return replies.alreadyAuthenticated;
    if (offer.auth.length === 0) return replies.unrecognizedCommand;
    if (transaction !== undefined) return replies.authDuringTransaction;
    const [, name, initial] = /^([\w-]+)(?: +(\S+))? *$/.exec(argument) ?? [];
    if (name === undefined) return replies.invalidArguments;
    const mechanism = offer.auth.find((offered) => offered === name.toUpperCase());
    if (mechanism === undefined) return replies.unrecognizedAuthType;
    return authenticate(dialogue, () => exchanges[mechanism](dialogue, initial));
  },
};

/** Resolves with the user, or with nothing when the client has left. */
type Exchange = (dialogue: Dialogue, initial: string | undefined) => Promise<string | undefined>;

const exchanges: Readonly<Record<AuthMechanism, Exchange>> = {
  async LOGIN(dialogue, initial) {
    const user = await response(dialogue, Buffer.from('Username:'), initial);
    const password = user && (await response(dialogue, Buffer.from('Password:')));
    if (user === undefined || password === undefined) return undefined;
    return check(dialogue, {
      mechanism: 'LOGIN',
      authorization: '',
      user: user.toString(),
      password: password.toString(),
    });
  },
  async PLAIN(dialogue, initial) {
    const message = await response(dialogue, nothing, initial);
    if (message === undefined) return undefined;
    const [authorization, user, password, ...others] = message.toString().split('\0');
    if (authorization === undefined || user === undefined || password === undefined || others.length > 0) {
      throw new ReplyError(replies.authInvalid);
    }
    return check(dialogue, { mechanism: 'PLAIN', authorization, user, password });
  },
  async GSSAPI(dialogue, initial) {
    const negotiation = dialogue.handler.negotiate?.(dialogue.session);
    if (negotiation === undefined) throw new ReplyError(replies.unrecognizedAuthType);
    let token = await response(dialogue, nothing, initial);
    while (token !== undefined) {
      const step = negotiation.step(token);
      if (step.kind === 'authenticated') return step.user;
      token = await response(dialogue, step.token);
    }
    return undefined;
  },
};

const nothing = Buffer.alloc(0);

function check({ handler, session }: Dialogue, credentials: Credentials): Promise<string> {
  return handler.authenticate(credentials, session);
}

/** Asks, unless the client gave the response with AUTH already; undefined when the client has left. */
async function response(
  dialogue: Dialogue,
  challenge: Buffer,
  initial?: string,
): Promise<Buffer | undefined> {
  if (initial !== undefined) return decode(initial === '=' ? '' : initial);
  dialogue.send(new Reply(334, undefined, challenge.toString('base64')));
  const line = await dialogue.authLine();
  if (line !== undefined) dialogue.trace.authResponse();
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
  dialogue: Dialogue,
  exchange: () => Promise<string | undefined>,
): Promise<Answer> {
  const { session } = dialogue;
  try {
    const user = await exchange();
    if (user === undefined) return [];
    session.user = user;
  } catch (error) {
    const refusal = dialogue.refusal(error);
    if (logonFailures.has(refusal.code)) dialogue.penalties.logonFailed();
    return refusal;
  }
  dialogue.renewOffer();
  dialogue.trace.event('*', session.user, 'authenticated');
  return replies.authenticated;
}
