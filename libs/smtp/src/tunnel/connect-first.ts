import type { Socket } from 'node:net';

import type { Endpoint } from '../address/endpoint.js';
import { connectTo } from '../client/connect-to.js';
import { HopError } from '../client/hop-error.js';

/** A host to connect to, under its name, with the addresses that it has. */
export interface Destination {
  readonly host: string;
  readonly addresses: readonly string[];
  readonly port: number;
}

export interface ConnectFirstOptions {
  /** For one host. */
  readonly timeoutMs: number;
  /** Nobody waits any more. */
  readonly signal?: AbortSignal;
}

export interface Connected {
  readonly socket: Socket;
  readonly host: string;
  readonly remote: Endpoint;
  readonly local: Endpoint;
}

/** None of the hosts answered. */
export class NoHostAnswered extends Error {
  override readonly name = 'NoHostAnswered';

  /** What each has done. */
  constructor(readonly failures: readonly { readonly host: string; readonly reason: string }[]) {
    super(failures.map(({ host, reason }) => `${host}: ${reason}`).join('; '));
  }
}

/** Connects to the first host that answers, one after the other: their order is the destination's (RFC 5321 §5.1). */
export async function connectFirst(
  destinations: readonly Destination[],
  { timeoutMs, signal }: ConnectFirstOptions,
): Promise<Connected> {
  const failures = [];
  for (const { host, addresses, port } of destinations) {
    if (signal?.aborted === true) break;
    try {
      const { socket, address } = await connectTo(addresses, port, { timeoutMs });
      // A connection that breaks before somebody listens must not end the process.
      socket.on('error', () => undefined);
      // An end of a tunnel may stop sending and go on to listen.
      socket.allowHalfOpen = true;
      const local = { address: socket.localAddress ?? '', port: socket.localPort ?? 0 };
      return { socket, host, remote: { address, port }, local };
    } catch (error) {
      if (!(error instanceof HopError)) throw error;
      failures.push({ host: `${host}:${port}`, reason: error.message });
    }
  }
  throw new NoHostAnswered(failures);
}
