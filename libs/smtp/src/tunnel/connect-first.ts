import { connect, isIPv6, type Socket } from 'node:net';

import type { Endpoint } from '../address/endpoint.js';

/** A host to connect to, under its name, with the addresses that it has. */
export interface Destination {
  readonly host: string;
  readonly addresses: readonly string[];
  readonly port: number;
}

export interface ConnectFirstOptions {
  /** For one address. */
  readonly timeoutMs: number;
  /** Nobody waits any more. */
  readonly signal?: AbortSignal;
  /** Delay before the next address of a host is tried beside the one before. */
  readonly attemptDelayMs?: number;
}

export interface Connected {
  readonly socket: Socket;
  readonly host: string;
  readonly remote: Endpoint;
  readonly local: Endpoint;
}

export interface ConnectFailure {
  readonly host: string;
  readonly remote: Endpoint;
  readonly reason: string;
}

/** None of the hosts answered. */
export class NoHostAnswered extends Error {
  override readonly name = 'NoHostAnswered';

  constructor(readonly failures: readonly ConnectFailure[]) {
    super(failures.map(({ host, reason }) => `${host}: ${reason}`).join('; '));
  }
}

// RFC 8305 §8.
const connectionAttemptDelayMs = 250;

/**
 * Connects to the first host that answers: one after the other, since their order is the destination's (RFC 5321 §5.1),
 * but for the addresses of one host, which compete with each other, IPv6 and IPv4 in turn (RFC 8305 §4, §5).
 */
export async function connectFirst(
  destinations: readonly Destination[],
  options: ConnectFirstOptions,
): Promise<Connected> {
  const failures: ConnectFailure[] = [];
  for (const destination of destinations) {
    const connected = await connectHost(destination, options, failures);
    if (connected !== undefined) return connected;
    if (options.signal?.aborted === true) break;
  }
  throw new NoHostAnswered(failures);
}

/** Undefined: none of its addresses answered. */
function connectHost(
  { host, addresses, port }: Destination,
  options: ConnectFirstOptions,
  failures: ConnectFailure[],
): Promise<Connected | undefined> {
  const { promise, resolve } = Promise.withResolvers<Connected | undefined>();
  const left = inTurn(addresses);
  const trying = new Set<Attempt>();
  let timer: NodeJS.Timeout | undefined;
  let settled = false;

  const settle = (connected: Connected | undefined): void => {
    settled = true;
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', aborted);
    for (const attempt of trying) attempt.abandon();
    resolve(connected);
  };
  const aborted = (): void => settle(undefined);
  const next = (): void => {
    clearTimeout(timer);
    const address = left.shift();
    if (address === undefined) {
      if (trying.size === 0) settle(undefined);
      return;
    }
    const remote = { address, port };
    const attempt = new Attempt(remote, options.timeoutMs, (outcome) => {
      trying.delete(attempt);
      if (settled) return;
      if (typeof outcome !== 'string') return settle({ host, remote, ...outcome });
      failures.push({ host, remote, reason: outcome });
      next();
    });
    trying.add(attempt);
    timer = setTimeout(next, options.attemptDelayMs ?? connectionAttemptDelayMs);
  };

  options.signal?.addEventListener('abort', aborted, { once: true });
  if (options.signal?.aborted === true) settle(undefined);
  else next();
  return promise;
}

/** Both families in turn, IPv6 first (RFC 8305 §4). */
function inTurn(addresses: readonly string[]): string[] {
  const six = addresses.filter((address) => isIPv6(address));
  const four = addresses.filter((address) => !isIPv6(address));
  return Array.from({ length: Math.max(six.length, four.length) }, (_, index) => [
    six[index],
    four[index],
  ]).flatMap((pair) => pair.filter((address) => address !== undefined));
}

type Outcome = Pick<Connected, 'socket' | 'local'> | string;

/** One address. Its outcome is told once. */
class Attempt {
  readonly #socket: Socket;
  readonly #timer: NodeJS.Timeout;
  #told = false;

  constructor({ address, port }: Endpoint, timeoutMs: number, tell: (outcome: Outcome) => void) {
    const once = (outcome: Outcome): void => {
      if (this.#told) return;
      this.#told = true;
      clearTimeout(this.#timer);
      tell(outcome);
    };
    const socket = connect({ host: address, port, noDelay: true, allowHalfOpen: true });
    this.#socket = socket;
    this.#timer = setTimeout(() => {
      socket.destroy();
      once(`no answer in ${timeoutMs / 1000} s`);
    }, timeoutMs);
    socket.on('error', (error) => once(error.message));
    socket.once('connect', () => {
      const local = { address: socket.localAddress ?? '', port: socket.localPort ?? 0 };
      once({ socket, local });
    });
  }

  abandon(): void {
    this.#told = true;
    clearTimeout(this.#timer);
    this.#socket.destroy();
  }
}
