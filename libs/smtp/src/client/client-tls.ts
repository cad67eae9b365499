import type { Socket } from 'node:net';
import { connect, type ConnectionOptions, type SecureContext, type TLSSocket } from 'node:tls';

import type { TlsCommand } from '../tls/tls-state.js';
import type { CommandChannel } from './command-channel.js';
import { HopError } from './hop-error.js';

/** How a client asks for TLS. */
export interface ClientTls {
  readonly command: TlsCommand;
  /** Our certificate, if any, and the authorities that we trust. */
  readonly context: SecureContext;
  /** With `opportunistic` a server that does not offer TLS is spoken to in clear text; a handshake that fails is one. */
  readonly policy: 'required' | 'opportunistic';
  /**
   * Whose certificate is good: one that the context's authorities have signed, whatever name is in it; one with this
   * host's name besides (RFC 9525 §6); or any, which keeps out listeners only (RFC 7435).
   */
  readonly trust: 'authority' | 'anybody' | { readonly host: string };
}

/** TLS over the channel's socket. The channel is finished; what it knew was said in clear text. */
export async function startTls(
  channel: CommandChannel,
  { command, context, trust }: ClientTls,
): Promise<TLSSocket> {
  channel.command(command);
  const reply = await channel.reply('command');
  if (reply.code !== 220) throw HopError.refused('tls', reply);
  const socket = connect({ socket: channel.detach(), secureContext: context, ...checks(trust) });
  await opened(socket, 'secureConnect');
  return socket;
}

function checks(trust: ClientTls['trust']): ConnectionOptions {
  if (trust === 'anybody') return { rejectUnauthorized: false };
  if (trust === 'authority') return { rejectUnauthorized: true, checkServerIdentity: () => undefined };
  // The name is sent, too (RFC 6066 §3), and Node compares it with the certificate's.
  return { rejectUnauthorized: true, servername: trust.host };
}

/** Resolves when the socket is connected, or TLS on it. */
export function opened(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  const kind = event === 'connect' ? 'connect' : 'tls';
  return new Promise((resolve, reject) => {
    const settle = (outcome: () => void): void => {
      socket.off(event, succeeded).off('error', failed).off('close', closed);
      outcome();
    };
    const succeeded = (): void => settle(resolve);
    const failed = (cause: Error): void => settle(() => reject(new HopError(kind, String(cause), { cause })));
    const closed = (): void => settle(() => reject(new HopError(kind, 'the peer closed the connection')));
    socket.on(event, succeeded).on('error', failed).on('close', closed);
  });
}
