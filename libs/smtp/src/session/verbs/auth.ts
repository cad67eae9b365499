import { replies } from '../../replies.js';
import { Reply, ReplyError } from '../../reply.js';
import type { Dialogue } from '../dialogue.js';
import type { AuthMechanism, Credentials } from '../session-handler.js';
import type { Answer, Verb } from '../verb.js';

/** AUTH (RFC 4954) with LOGIN and PLAIN (RFC 4616). */
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

type Exchange = (dialogue: Dialogue, initial: string | undefined) => Promise<Credentials | undefined>;

const exchanges: Readonly<Record<AuthMechanism, Exchange>> = {
  async LOGIN(dialogue, initial) {
    const user = await response(dialogue, 'Username:', initial);
    const password = user === undefined ? undefined : await response(dialogue, 'Password:');
    if (user === undefined || password === undefined) return undefined;
    return { mechanism: 'LOGIN', user, password };
  },
  async PLAIN(dialogue, initial) {
    const message = await response(dialogue, '', initial);
    if (message === undefined) return undefined;
    const [authorization, user, password, ...others] = message.split('\0');
    if (authorization === undefined || user === undefined || password === undefined || others.length > 0) {
      throw new ReplyError(replies.authInvalid);
    }
    // RFC 4616 §2: acting for another identity is not offered.
    if (authorization !== '' && authorization !== user) throw new ReplyError(replies.authUnsuccessful);
    return { mechanism: 'PLAIN', user, password };
  },
};

/** Asks, unless the client gave the response with AUTH already; undefined when the client has left. */
async function response(
  dialogue: Dialogue,
  challenge: string,
  initial?: string,
): Promise<string | undefined> {
  if (initial !== undefined) return decode(initial === '=' ? '' : initial);
  dialogue.send(new Reply(334, undefined, Buffer.from(challenge).toString('base64')));
  const line = await dialogue.authLine();
  if (line !== undefined) dialogue.trace.authResponse();
  if (line instanceof Reply) throw new ReplyError(line);
  if (line === '*') throw new ReplyError(replies.authCancelled);
  return line === undefined ? undefined : decode(line);
}

function decode(text: string): string {
  const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
  if (!base64.test(text)) throw new ReplyError(replies.authInvalid);
  return Buffer.from(text, 'base64').toString('utf8');
}

async function authenticate(
  dialogue: Dialogue,
  exchange: () => Promise<Credentials | undefined>,
): Promise<Answer> {
  const { session, handler } = dialogue;
  try {
    const credentials = await exchange();
    if (credentials === undefined) return [];
    session.user = await handler.authenticate(credentials, session);
  } catch (error) {
    return dialogue.refusal(error);
  }
  dialogue.trace.event('*', session.user, 'authenticated');
  dialogue.renewOffer();
  return replies.authenticated;
}
