import type { Socket } from 'node:net';

import { openSession } from '../client/client-session.js';
import { HopError } from '../client/hop-error.js';
import { sameTimeout } from '../client/replies/reply-timeouts.js';
import { formatProxyCommand, type ProxyTo } from '../commands/proxy-command.js';
import { parseTunnelReply, type TunnelRoute } from '../commands/tunnel-reply.js';
import type { HopOptions } from './hop-connection.js';

export interface OpenTunnelOptions extends Omit<HopOptions, 'limits' | 'protocol' | 'tls'> {
  readonly tls: NonNullable<HopOptions['tls']>;
  /** What the other end is asked for. */
  readonly command: ProxyTo;
  /** How long it may take to connect to one of the hosts. */
  readonly tunnelTimeoutMs: number;
  /** Nobody waits any more. */
  readonly signal?: AbortSignal | undefined;
}

export interface OpenedTunnel {
  /** Paused, before the destination's greeting. */
  readonly socket: Socket;
  readonly route: TunnelRoute;
}

/**
 * A connection to a host outside, through a service of the organization. Rejects with a HopError: with its reply when the
 * service refused, or says that no host has answered.
 */
export async function openTunnel(options: OpenTunnelOptions): Promise<OpenedTunnel> {
  const { command, replyTimeoutMs, tunnelTimeoutMs, tls, signal } = options;
  const { channel } = await openSession({
    ...options,
    protocol: 'SMTP',
    tls: { ...tls, policy: 'required', trust: 'authority' },
    timeouts: { ...sameTimeout(replyTimeoutMs), end: tunnelTimeoutMs },
  });
  const giveUp = (): void => channel.fail(new HopError('timeout', 'given up'));
  signal?.addEventListener('abort', giveUp);
  if (signal?.aborted === true) giveUp();
  channel.command(formatProxyCommand(command));
  const { reply, socket } = await channel
    .handOver('end')
    .finally(() => signal?.removeEventListener('abort', giveUp));
  const route = parseTunnelReply(reply);
  if (route !== undefined) return { socket, route };
  socket.destroy();
  throw new HopError('protocol', `not the reply to XPROXYTO: ${reply.toString()}`);
}
