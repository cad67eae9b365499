import type { Reply } from '../../reply/reply.js';
import type { CommandChannel } from '../command-channel.js';
import { CommandLines } from '../transaction/command-lines.js';
import type { Extensions } from '../extensions.js';
import { HopError } from '../hop-error.js';
import { passwordMechanisms, xoauth2, type Mechanism, type OutboundLogin } from './mechanism.js';

export type { OutboundLogin } from './mechanism.js';

const masked = '<Binary Data>';
/** RFC 5321 §4.5.3.1.4. AUTH is a command line like any (RFC 4954 §4); the lines behind it may be longer. */
const commandBytesMax = 512;
const succeeded = 235;
const challenge = 334;
/** RFC 4954 §6: this mechanism is not taken, whatever the password. */
const mechanismRefused = [504, 534];

interface Offered {
  readonly channel: CommandChannel;
  readonly extensions: Extensions;
  /** Nobody can listen. */
  readonly secret: boolean;
}

/** AUTH with the strongest mechanism that the peer offers; rejects with HopError `auth`. */
export async function logIn(offered: Offered, login: OutboundLogin): Promise<void> {
  const { channel } = offered;
  let refusal: Reply | undefined;
  for (const mechanism of await candidates(login, offered)) {
    const reply = await exchange(channel, mechanism);
    if (reply.code === succeeded) return;
    if (!mechanismRefused.includes(reply.code)) throw HopError.refused('auth', reply);
    refusal = reply;
  }
  if (refusal !== undefined) throw HopError.refused('auth', refusal);
  throw new HopError('auth', 'the peer offers no mechanism of AUTH that may be used here');
}

async function candidates(login: OutboundLogin, offered: Offered): Promise<readonly Mechanism[]> {
  const names = offeredMechanisms(offered.extensions);
  if (login.kind === 'token') {
    // A bearer token is good for whoever has it (RFC 6750 §5.3).
    const usable = offered.secret && names.has('XOAUTH2');
    return usable ? [xoauth2(login.userName, await login.accessToken())] : [];
  }
  const readable = offered.secret || login.allowClearText === true;
  return Object.entries(passwordMechanisms)
    .filter(([name]) => names.has(name) && (readable || name === 'CRAM-MD5'))
    .map(([, mechanism]) => mechanism(login));
}

/** `AUTH LOGIN PLAIN`, and `AUTH=LOGIN PLAIN` of servers that are older than the standard. */
function offeredMechanisms(extensions: Extensions): ReadonlySet<string> {
  const lists = [...extensions].flatMap(([keyword, names]) => {
    if (keyword === 'AUTH') return [names];
    return keyword.startsWith('AUTH=') ? [keyword.slice(5), names] : [];
  });
  return new Set(lists.join(' ').toUpperCase().split(/\s+/));
}

/** The reply that ends it. */
async function exchange(channel: CommandChannel, { name, initial, answers }: Mechanism): Promise<Reply> {
  const encoded = initial === undefined ? '' : base64(initial);
  const fits = `AUTH ${name} ${encoded}\r\n`.length <= commandBytesMax;
  const line = encoded !== '' && fits ? `AUTH ${name} ${encoded}` : `AUTH ${name}`;
  channel.commands(CommandLines.masked(line, `AUTH ${name}`));
  const first = initial !== undefined && !fits ? [() => initial] : [];
  let reply = await channel.reply('command');
  for (const answer of [...first, ...answers]) {
    if (reply.code !== challenge) return refusalOrSuccess(reply);
    const text = base64(answer(Buffer.from(reply.text, 'base64').toString('utf8')));
    channel.commands(CommandLines.masked(text, masked));
    reply = await channel.reply('command');
  }
  if (reply.code !== challenge) return refusalOrSuccess(reply);
  // RFC 4954 §4: the client cancels an exchange that asks for more than there is.
  channel.command('*');
  await channel.reply('command');
  throw new HopError('auth', `${name}: the peer asks for more than the mechanism has`);
}

function refusalOrSuccess(reply: Reply): Reply {
  // 2yz or 3yz that is none of the two is no answer to AUTH.
  if (reply.code !== succeeded && !reply.permanent && !reply.transient) {
    throw HopError.refused('protocol', reply);
  }
  return reply;
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
