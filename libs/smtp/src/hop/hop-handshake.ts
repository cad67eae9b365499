import { connect, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls';

import type { Reply } from '../reply/reply.js';
import type { Endpoint, ProtocolEvent } from '../server/session-handler.js';
import { nextSessionId } from '../server/session/session-state.js';
import { tlsLog } from '../protocol-log/tls-log.js';
import { CommandChannel } from '../client/command-channel.js';
import { HopError } from '../client/hop-error.js';

export interface HopOptions {
  readonly host: string;
  readonly port: number;
  readonly protocol: 'SMTP' | 'LMTP';
  /** Our name in EHLO or LHLO. */
  readonly helo: string;
  /** The organization’s context: own certificate and, as the only trusted authority, its CA. */
  readonly tls?: { readonly context: SecureContext; readonly command: 'X-ANONYMOUSTLS' };
  /** For everything until the connection can be used. */
  readonly connectTimeoutMs: number;
  /** For the peer’s silence while a reply is due. */
  readonly replyTimeoutMs: number;
  readonly log?: HopLog;
}

/** A connection as the protocol log names it. */
export interface HopSession {
  /** As Session.id. */
  readonly id: string;
  /** Our end; undefined while connecting. */
  readonly local: Endpoint | undefined;
  readonly remote: Endpoint;
}

export type HopLog = (event: ProtocolEvent, session: HopSession) => void;

/** The options of one connection: the log knows which. */
type OneHop = Omit<HopOptions, 'log'> & { readonly log: ((event: ProtocolEvent) => void) | undefined };

export interface Handshake {
  readonly channel: CommandChannel;
  readonly greeting: Reply;
  /** Keyword in upper case → arguments (RFC 5321 §4.1.1.1). */
  readonly extensions: ReadonlyMap<string, string>;
}

/** TCP, greeting, EHLO, TLS, EHLO again; a HopError when any of it fails. */
export async function shakeHands({ log, ...settings }: HopOptions): Promise<Handshake> {
  const { host, port } = settings;
  const socket = connect({ host, port, noDelay: true });
  const options: OneHop = { ...settings, log: log && logOf(socket, log, { address: host, port }) };
  options.log?.({ event: '*', data: '', context: 'attempting to connect' });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    socket.destroy();
  }, options.connectTimeoutMs);
  try {
    return await greet(socket, options);
  } catch (error) {
    socket.destroy();
    const cause = asHopError(error, 'connect');
    if (!late) throw cause;
    throw new HopError('timeout', `no connection in ${options.connectTimeoutMs} ms`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

function logOf(socket: Socket, log: HopLog, remote: Endpoint): (event: ProtocolEvent) => void {
  const session: { -readonly [K in keyof HopSession]: HopSession[K] } = {
    id: nextSessionId(Date.now()),
    local: undefined,
    remote,
  };
  socket.once('connect', () => {
    session.local = { address: socket.localAddress ?? '', port: socket.localPort ?? 0 };
  });
  return (event) => log(event, session);
}

async function greet(socket: Socket, options: OneHop): Promise<Handshake> {
  await opened(socket, 'connect').catch((error: Error) => {
    options.log?.({ event: '*', data: error.message, context: 'Failed to connect' });
    throw error;
  });
  options.log?.({ event: '+', data: '' });
  const channel = new CommandChannel(socket, options);
  const greeting = await channel.reply();
  if (greeting.code !== 220) refuse('connect', greeting);
  const extensions = await hello(channel, options);
  if (options.tls === undefined) return { channel, greeting, extensions };
  const secured = await secure(channel, { extensions, options });
  return { channel: secured, greeting, extensions: await hello(secured, options) };
}

async function hello(channel: CommandChannel, options: OneHop): Promise<ReadonlyMap<string, string>> {
  channel.command(`${options.protocol === 'LMTP' ? 'LHLO' : 'EHLO'} ${options.helo}`);
  const reply = await channel.reply();
  if (reply.code !== 250) refuse('protocol', reply);
  const [, ...lines] = reply.text.split('\n');
  return new Map(lines.map(extension));
}

function extension(line: string): [string, string] {
  const space = line.indexOf(' ');
  return space < 0 ? [line.toUpperCase(), ''] : [line.slice(0, space).toUpperCase(), line.slice(space + 1)];
}

interface Plain {
  readonly extensions: ReadonlyMap<string, string>;
  readonly options: OneHop;
}

async function secure(channel: CommandChannel, { extensions, options }: Plain): Promise<CommandChannel> {
  if (options.tls === undefined) throw new HopError('tls', 'no certificate to offer');
  const { command, context } = options.tls;
  if (!extensions.has(command)) throw new HopError('tls', `the peer does not offer ${command}`);
  channel.command(command);
  const reply = await channel.reply();
  if (reply.code !== 220) refuse('tls', reply);
  const socket = connectTls({
    socket: channel.detach(),
    secureContext: context,
    rejectUnauthorized: true,
    // Internal hops connect by address; that the organization’s CA signed the certificate is what counts.
    checkServerIdentity: () => undefined,
  });
  await opened(socket, 'secureConnect');
  logTls(socket, options);
  return new CommandChannel(socket, options);
}

function logTls(socket: TLSSocket, { log }: OneHop): void {
  if (log === undefined) return;
  for (const line of tlsLog(socket, 'CLIENT')) log({ event: '*', ...line });
}

function opened(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  const kind = event === 'connect' ? 'connect' : 'tls';
  return new Promise((resolve, reject) => {
    const settle = (outcome: () => void): void => {
      socket.off(event, succeeded).off('error', failed).off('close', closed);
      outcome();
    };
    const succeeded = (): void => settle(resolve);
    const failed = (error: Error): void => settle(() => reject(asHopError(error, kind)));
    const closed = (): void => settle(() => reject(new HopError(kind, 'the peer closed the connection')));
    socket.on(event, succeeded).on('error', failed).on('close', closed);
  });
}

function refuse(kind: 'connect' | 'tls' | 'protocol', reply: Reply): never {
  throw new HopError(kind, reply.toString(), { reply });
}

function asHopError(error: unknown, kind: 'connect' | 'tls'): HopError {
  if (error instanceof HopError) return error;
  return new HopError(kind, String(error), { cause: error });
}
