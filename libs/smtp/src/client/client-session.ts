import { connect, type Socket } from 'node:net';

import type { Endpoint } from '../address/endpoint.js';
import { nextSessionId, type ProtocolEvent } from '../protocol-log/protocol-event.js';
import type { Reply } from '../reply/reply.js';
import { tlsLog } from '../tls/tls-log.js';
import { tlsState, type TlsState } from '../tls/tls-state.js';
import { opened, startTls, type ClientTls } from './client-tls.js';
import { CommandChannel } from './command-channel.js';
import { extensionsOf, type Extensions } from './extensions.js';
import { HopError } from './hop-error.js';
import { logIn, type OutboundLogin } from './login/log-in.js';
import type { ReplyTimeouts } from './replies/reply-timeouts.js';

export interface ClientOptions {
  /** Where the peer is; with `dial` only what the log says of it. */
  readonly host: string;
  readonly port: number;
  /** As the log names the peer in place of host and port; a dial may put the address that it has reached into it. */
  readonly remote?: Endpoint | undefined;
  /** Gives a connected socket, which nobody has read from. Without it one is connected to host and port. */
  readonly dial?: Dial | undefined;
  readonly protocol: 'SMTP' | 'LMTP';
  /** Our name in EHLO, HELO or LHLO. */
  readonly helo: string;
  /** A server that does not know EHLO is greeted with HELO (RFC 5321 §3.2). */
  readonly heloFallback?: boolean;
  /** HELO alone: no extensions, so neither TLS nor a login. */
  readonly forceHelo?: boolean;
  readonly login?: OutboundLogin | undefined;
  readonly tls?: ClientTls | undefined;
  /** For everything until the session can be used, in milliseconds. */
  readonly connectTimeoutMs: number;
  readonly timeouts: ReplyTimeouts;
  readonly log?: ClientLog | undefined;
}

/** The signal fires when it has taken too long: whatever is half connected has to be closed. */
export type Dial = (signal: AbortSignal) => Promise<Socket>;

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
  /** Of our end. */
  readonly localAddress: string | undefined;
  /** Information for the protocol log of this session. */
  readonly note: (context: string) => void;
}

/** The options of one session: the log knows which. */
type OneSession = Omit<ClientOptions, 'log'> & { readonly log: ((event: ProtocolEvent) => void) | undefined };

/** TCP, greeting, EHLO, TLS, EHLO again, AUTH; rejects with a HopError when any of it fails. */
export async function openSession({ log, ...settings }: ClientOptions): Promise<ClientSession> {
  const { host, port, remote = { address: host, port }, connectTimeoutMs } = settings;
  const { dial = tcpTo(host, port) } = settings;
  const logged = log && logOf(log, remote);
  const options: OneSession = { ...settings, log: logged?.event };
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), connectTimeoutMs);
  try {
    const socket = await dialed(dial, late.signal, options);
    logged?.connected(socket);
    return await ready(socket, late.signal, options);
  } catch (error) {
    const cause =
      error instanceof HopError ? error : new HopError('connect', String(error), { cause: error });
    if (!late.signal.aborted) throw cause;
    throw new HopError('timeout', `no connection in ${connectTimeoutMs} ms`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

function tcpTo(host: string, port: number): Dial {
  return async (signal) => {
    const socket = connect({ host, port, signal });
    await opened(socket, 'connect');
    return socket;
  };
}

async function dialed(dial: Dial, signal: AbortSignal, { log }: OneSession): Promise<Socket> {
  log?.({ event: '*', data: '', context: 'attempting to connect' });
  const dialing = dial(signal);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new HopError('timeout', 'no connection in time')));
  });
  try {
    return await Promise.race([dialing, late]);
  } catch (error) {
    // A dial that does not heed the signal may still come to its end.
    dialing.then(
      (socket) => socket.destroy(),
      () => undefined,
    );
    log?.({ event: '*', data: (error as Error).message, context: 'Failed to connect' });
    throw error;
  }
}

async function ready(socket: Socket, signal: AbortSignal, options: OneSession): Promise<ClientSession> {
  const giveUp = (): void => void socket.destroy();
  signal.addEventListener('abort', giveUp);
  try {
    const session = await secured(await greeted(socket, options), options);
    if (options.login !== undefined) {
      await logIn({ ...session, secret: session.tls !== undefined }, options.login).catch((error: unknown) =>
        takeLeave(session, error),
      );
    }
    return session;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

function logOf(log: ClientLog, remote: Endpoint) {
  const session: { -readonly [K in keyof LoggedSession]: LoggedSession[K] } = {
    id: nextSessionId(Date.now()),
    local: undefined,
    remote,
  };
  return {
    event: (event: ProtocolEvent) => log(event, session),
    connected: ({ localAddress = '', localPort = 0 }: Socket): void => {
      session.local = { address: localAddress, port: localPort };
      log({ event: '+', data: '' }, session);
    },
  };
}

async function greeted(socket: Socket, options: OneSession): Promise<ClientSession> {
  const channel = new CommandChannel(socket, options);
  // Whoever dialled may have left it paused, and each of our writes is as long as it can be.
  socket.resume().setNoDelay(true);
  const greeting = await channel.reply('greeting');
  if (greeting.code !== 220) throw HopError.refused('connect', greeting);
  const note = (context: string): void => options.log?.({ event: '*', data: '', context });
  const { localAddress } = socket;
  const extensions = await hello(channel, options);
  return { channel, greeting, extensions, tls: undefined, localAddress, note };
}

async function secured(session: ClientSession, options: OneSession): Promise<ClientSession> {
  const { tls, log } = options;
  if (tls === undefined) return session;
  if (!session.extensions.has(tls.command)) {
    if (tls.policy === 'opportunistic') return session;
    return takeLeave(session, new HopError('tls', `the peer does not offer ${tls.command}`));
  }
  const socket = await startTls(session.channel, tls).catch((error: unknown) => {
    if (log !== undefined) tellNoTls(error, log);
    throw error;
  });
  if (log !== undefined) for (const line of tlsLog(socket, 'CLIENT')) log({ event: '*', ...line });
  const channel = new CommandChannel(socket, options);
  return {
    ...session,
    channel,
    extensions: await hello(channel, options),
    tls: { ...tlsState(socket), command: tls.command },
  };
}

/** The peer is none for us, and nothing is wrong with the connection (RFC 5321 §4.1.1.10). */
function takeLeave({ channel }: ClientSession, why: unknown): never {
  channel.close();
  throw why;
}

/** After a reply in clear text the channel tells the end of the connection; within TLS there is none yet. */
function tellNoTls(error: unknown, log: (event: ProtocolEvent) => void): void {
  if (!(error instanceof HopError && error.kind === 'tls' && error.reply === undefined)) return;
  log({ event: '*', data: error.message, context: 'TLS negotiation failed' });
  log({ event: '-', data: '', context: 'Local' });
}

async function hello(channel: CommandChannel, options: OneSession): Promise<Extensions> {
  if (options.forceHelo === true) return plainHello(channel, options);
  channel.command(`${options.protocol === 'LMTP' ? 'LHLO' : 'EHLO'} ${options.helo}`);
  const reply = await channel.reply('command');
  if (reply.code === 250) return extensionsOf(reply);
  // Whoever says 421 is about to go, and 4yz may know EHLO another time.
  if (options.heloFallback !== true || !reply.permanent) throw HopError.refused('protocol', reply);
  return plainHello(channel, options);
}

async function plainHello(channel: CommandChannel, { helo }: OneSession): Promise<Extensions> {
  channel.command(`HELO ${helo}`);
  const reply = await channel.reply('command');
  if (reply.code !== 250) throw HopError.refused('protocol', reply);
  return new Map();
}
