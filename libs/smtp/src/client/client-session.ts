import { connect, type Socket } from 'node:net';

import type { Endpoint } from '../address/endpoint.js';
import { nextSessionId, type ProtocolEvent } from '../protocol-log/protocol-event.js';
import type { Reply } from '../reply/reply.js';
import { tlsLog } from '../tls/tls-log.js';
import { tlsState, type TlsState } from '../tls/tls-state.js';
import { opened, startTls, type ClientTls } from './client-tls.js';
import { CommandChannel } from './command-channel.js';
import { HopError } from './hop-error.js';
import type { ReplyTimeouts } from './reply-timeouts.js';

/** Keyword of EHLO in upper case → arguments (RFC 5321 §4.1.1.1). */
export type Extensions = ReadonlyMap<string, string>;

export interface ClientOptions {
  readonly host: string;
  readonly port: number;
  readonly protocol: 'SMTP' | 'LMTP';
  /** Our name in EHLO, HELO or LHLO. */
  readonly helo: string;
  /** A server that does not know EHLO is greeted with HELO (RFC 5321 §3.2). */
  readonly heloFallback?: boolean;
  readonly tls?: ClientTls | undefined;
  /** For everything until the session can be used, in milliseconds. */
  readonly connectTimeoutMs: number;
  readonly timeouts: ReplyTimeouts;
  readonly log?: ClientLog | undefined;
}

/** A client's session as the protocol log names it. */
export interface LoggedSession {
  /** As Session.id. */
  readonly id: string;
  /** Our end; undefined while connecting. */
  readonly local: Endpoint | undefined;
  readonly remote: Endpoint;
}

export type ClientLog = (event: ProtocolEvent, session: LoggedSession) => void;

/** A session that is ready for its first transaction. */
export interface ClientSession {
  readonly channel: CommandChannel;
  readonly greeting: Reply;
  /** As told in clear text, or inside TLS when there is one (RFC 3207 §4.2). */
  readonly extensions: Extensions;
  readonly tls: TlsState | undefined;
}

/** The options of one session: the log knows which. */
type OneSession = Omit<ClientOptions, 'log'> & { readonly log: ((event: ProtocolEvent) => void) | undefined };

/** TCP, greeting, EHLO, TLS, EHLO again; rejects with a HopError when any of it fails. */
export async function openSession({ log, ...settings }: ClientOptions): Promise<ClientSession> {
  const { host, port } = settings;
  const socket = connect({ host, port, noDelay: true });
  const options: OneSession = { ...settings, log: log && logOf(socket, log, { address: host, port }) };
  options.log?.({ event: '*', data: '', context: 'attempting to connect' });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    socket.destroy();
  }, options.connectTimeoutMs);
  try {
    return await secured(await greeted(socket, options), options);
  } catch (error) {
    socket.destroy();
    const cause =
      error instanceof HopError ? error : new HopError('connect', String(error), { cause: error });
    if (!late) throw cause;
    throw new HopError('timeout', `no connection in ${options.connectTimeoutMs} ms`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

function logOf(socket: Socket, log: ClientLog, remote: Endpoint): (event: ProtocolEvent) => void {
  const session: { -readonly [K in keyof LoggedSession]: LoggedSession[K] } = {
    id: nextSessionId(Date.now()),
    local: undefined,
    remote,
  };
  socket.once('connect', () => {
    session.local = { address: socket.localAddress ?? '', port: socket.localPort ?? 0 };
  });
  return (event) => log(event, session);
}

async function greeted(socket: Socket, options: OneSession): Promise<ClientSession> {
  await opened(socket, 'connect').catch((error: Error) => {
    options.log?.({ event: '*', data: error.message, context: 'Failed to connect' });
    throw error;
  });
  options.log?.({ event: '+', data: '' });
  const channel = new CommandChannel(socket, options);
  const greeting = await channel.reply('greeting');
  if (greeting.code !== 220) throw HopError.refused('connect', greeting);
  return { channel, greeting, extensions: await hello(channel, options), tls: undefined };
}

async function secured(session: ClientSession, options: OneSession): Promise<ClientSession> {
  const { tls, log } = options;
  if (tls === undefined) return session;
  if (!session.extensions.has(tls.command)) {
    if (tls.policy === 'opportunistic') return session;
    throw new HopError('tls', `the peer does not offer ${tls.command}`);
  }
  const socket = await startTls(session.channel, tls);
  if (log !== undefined) for (const line of tlsLog(socket, 'CLIENT')) log({ event: '*', ...line });
  const channel = new CommandChannel(socket, options);
  return {
    channel,
    greeting: session.greeting,
    extensions: await hello(channel, options),
    tls: { ...tlsState(socket), command: tls.command },
  };
}

async function hello(channel: CommandChannel, options: OneSession): Promise<Extensions> {
  channel.command(`${options.protocol === 'LMTP' ? 'LHLO' : 'EHLO'} ${options.helo}`);
  const reply = await channel.reply('command');
  if (reply.code === 250) return new Map(reply.text.split('\n').slice(1).map(extension));
  // Whoever says 421 is about to go, and 4yz may know EHLO another time.
  if (options.heloFallback !== true || !reply.permanent) throw HopError.refused('protocol', reply);
  channel.command(`HELO ${options.helo}`);
  const second = await channel.reply('command');
  if (second.code !== 250) throw HopError.refused('protocol', second);
  return new Map();
}

function extension(line: string): [string, string] {
  const space = line.indexOf(' ');
  return space < 0 ? [line.toUpperCase(), ''] : [line.slice(0, space).toUpperCase(), line.slice(space + 1)];
}
