import type { Socket } from 'node:net';
import { connect, type ConnectionOptions, type SecureContext, type TLSSocket } from 'node:tls';

import { presentedChain, type PresentedChain } from '../tls/presented-chain.js';
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
   * host's name besides (RFC 9525 §6); or any, which keeps out listeners only (RFC 7435). Or what a judge of our own takes.
   */
  readonly trust: 'authority' | 'anybody' | { readonly host: string } | PeerJudge;
}

/** Decides about a peer by what it presents, in place of the context's authorities: by DANE, say (RFC 7672). */
export interface PeerJudge {
  /** Asked for in SNI (RFC 6066 §3). */
  readonly host: string;
  /**
   * What is wrong with the chain, as a sentence for logs; undefined: the peer is whom we want to talk to. `unverified` is
   * what OpenSSL says against it by the context's authorities, whatever name is in it: `CERT_HAS_EXPIRED`, say.
   */
  readonly objection: (chain: PresentedChain, unverified?: string) => string | undefined;
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
  if (typeof trust === 'object' && 'objection' in trust) judge(socket, trust);
  return socket;
}

/** Nothing was said inside TLS yet, so that a stranger learns nothing. */
function judge(socket: TLSSocket, { host, objection }: PeerJudge): void {
  const chain = presentedChain(socket);
  // A code, whatever the type says.
  const unverified = socket.authorized ? undefined : String(socket.authorizationError);
  const problem = chain === undefined ? 'it presents no certificate' : objection(chain, unverified);
  if (problem === undefined) return;
  socket.destroy();
  throw new HopError('tls', `the certificate of ${host} is not accepted: ${problem}`);
}

function checks(trust: ClientTls['trust']): ConnectionOptions {
  if (trust === 'anybody') return { rejectUnauthorized: false };
  if (trust === 'authority') return { rejectUnauthorized: true, checkServerIdentity: () => undefined };
  if ('objection' in trust) {
    return { rejectUnauthorized: false, servername: trust.host, checkServerIdentity: () => undefined };
  }
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
