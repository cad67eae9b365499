import { connect, isIP, type Socket } from 'node:net';

import { HopError } from './hop-error.js';

export interface ConnectToOptions {
  /** For all addresses together, in milliseconds. */
  readonly timeoutMs: number;
  /** Our end; addresses of the other family are then left out. `0.0.0.0` and `::` say nothing. */
  readonly localAddress?: string | undefined;
  /** What an attempt has for itself before the next address is tried beside it (RFC 8305 §5). */
  readonly attemptDelayMs?: number;
}

/** The connection, and which of the addresses it leads to. */
export interface ConnectedTo {
  readonly socket: Socket;
  readonly address: string;
}

/** A host that names more addresses is not tried at all of them. */
const addressesMax = 10;

/**
 * To one host, at the first of its addresses that answers (RFC 8305 §5): each is tried in turn, the next as soon as one has
 * failed or 250 ms later, and whoever is not the first is given up. Rejects with a HopError that says what each address said.
 */
export function connectTo(
  addresses: readonly string[],
  port: number,
  options: ConnectToOptions,
): Promise<ConnectedTo> {
  const { timeoutMs, localAddress, attemptDelayMs = 250 } = options;
  const from = localAddress === '0.0.0.0' || localAddress === '::' ? undefined : localAddress;
  const left = addresses.filter((address) => from === undefined || isIP(address) === isIP(from));
  return new Promise((resolve, reject) => {
    new Race(left.slice(0, addressesMax), { port, from, timeoutMs, attemptDelayMs, resolve, reject }).next();
  });
}

interface RaceOptions {
  readonly port: number;
  readonly from: string | undefined;
  readonly timeoutMs: number;
  readonly attemptDelayMs: number;
  readonly resolve: (winner: ConnectedTo) => void;
  readonly reject: (error: HopError) => void;
}

class Race {
  readonly #addresses: string[];
  readonly #options: RaceOptions;
  readonly #running = new Map<Socket, string>();
  readonly #said: string[] = [];
  readonly #timeout: NodeJS.Timeout;
  #delay: NodeJS.Timeout | undefined;

  constructor(addresses: readonly string[], options: RaceOptions) {
    this.#addresses = [...addresses];
    this.#options = options;
    this.#timeout = setTimeout(() => this.#timedOut(), options.timeoutMs);
  }

  next(): void {
    clearTimeout(this.#delay);
    const address = this.#addresses.shift();
    if (address === undefined) return this.#endIfNobodyRuns();
    const { port, from, attemptDelayMs } = this.#options;
    const socket = connect({
      host: address,
      port,
      noDelay: true,
      ...(from !== undefined && { localAddress: from }),
    });
    this.#running.set(socket, address);
    socket.once('connect', () => this.#won(socket, address));
    socket.once('error', (error) => this.#lost(socket, `${address}: ${error.message}`));
    this.#delay = setTimeout(() => this.next(), attemptDelayMs);
  }

  #won(socket: Socket, address: string): void {
    this.#running.delete(socket);
    socket.removeAllListeners('error').removeAllListeners('connect');
    this.#end();
    this.#options.resolve({ socket, address });
  }

  #lost(socket: Socket, said: string): void {
    if (!this.#running.delete(socket)) return;
    this.#said.push(said);
    this.next();
  }

  #endIfNobodyRuns(): void {
    if (this.#running.size > 0) return;
    this.#end();
    const said = this.#said.join('; ');
    this.#options.reject(new HopError('connect', said === '' ? 'no address to connect to' : said));
  }

  #timedOut(): void {
    const silent = [...this.#running.values()].map((address) => `${address}: no answer`);
    const said = [...this.#said, ...silent].join('; ');
    this.#end();
    this.#options.reject(new HopError('timeout', `no connection in ${this.#options.timeoutMs} ms (${said})`));
  }

  /** Whoever still runs is given up, and what it says then is nobody's business. */
  #end(): void {
    clearTimeout(this.#timeout);
    clearTimeout(this.#delay);
    for (const socket of this.#running.keys()) {
      socket.removeAllListeners().on('error', () => undefined);
      socket.destroy();
    }
    this.#running.clear();
  }
}
