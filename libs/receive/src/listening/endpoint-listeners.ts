import { formatBinding, isWildcard } from '@mailyard/schema';
import { type Log } from '@mailyard/service';
import type { Endpoint } from '@mailyard/smtp';
import type { SmtpListener } from '@mailyard/smtp/server';

export interface EndpointListenersOptions {
  /** A listener that does not listen yet. */
  readonly listener: (endpoint: Endpoint) => SmtpListener;
  readonly log: Log;
  /** How long the sessions of an endpoint that is given up may go on. */
  readonly drainMs: number;
  /**
   * Our own addresses keep a wildcard out, also when what it failed for is gone. So often they make room for it; a client
   * that connects at that very moment is turned away, so not with every retry.
   */
  readonly makeRoomMs: number;
}

/**
 * `served`: by the listener on the wildcard address of the same port, beside which the system allows no other.
 * `absent`: the host does not have IPv6, and the IPv4 wildcard beside it serves.
 */
type State =
  | { readonly kind: 'open'; readonly listener: SmtpListener }
  | { readonly kind: 'served' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly error: string };

type Wanted = ReadonlyMap<string, Endpoint>;

/** Listens on a changing set of endpoints. One that cannot be had is told once and does not hinder the others. */
export class EndpointListeners {
  readonly #options: EndpointListenersOptions;
  readonly #states = new Map<string, State>();
  readonly #draining = new Set<SmtpListener>();
  #madeRoomAt = performance.now();

  constructor(options: EndpointListenersOptions) {
    this.#options = options;
  }

  /** Undefined for an endpoint that listens or need not. */
  errorAt(endpoint: Endpoint): string | undefined {
    const state = this.#states.get(formatBinding(endpoint));
    return state?.kind === 'failed' ? state.error : undefined;
  }

  listensAt(endpoint: Endpoint): boolean {
    const kind = this.#states.get(formatBinding(endpoint))?.kind;
    return kind === 'open' || kind === 'served';
  }

  /** Something is to be tried again. */
  get failing(): boolean {
    return [...this.#states.values()].some(({ kind }) => kind === 'failed');
  }

  get connections(): number {
    return [...this.#listeners()].reduce((sum, { connections }) => sum + connections, 0);
  }

  /** Sessions end as soon as they have no transaction; new ones are taken. */
  retireSessions(): void {
    for (const listener of this.#listeners()) listener.retireSessions();
  }

  /** Opens and closes until exactly these are listened on, and tries again what failed before. */
  async follow(endpoints: readonly Endpoint[]): Promise<void> {
    const wanted: Wanted = new Map(endpoints.map((endpoint) => [formatBinding(endpoint), endpoint]));
    const changed =
      wanted.size !== this.#states.size || [...wanted.keys()].some((name) => !this.#states.has(name));
    // The system refuses a wildcard beside an open address and the reverse: first close, then open.
    if (changed || this.#keepsWildcardOut(wanted)) this.#makeRoom(wanted);
    for (const name of wanted.keys()) if (isWildcardName(name, wanted)) await this.#open(name, wanted);
    for (const name of wanted.keys()) if (!isWildcardName(name, wanted)) await this.#open(name, wanted);
  }

  /** No new connections; resolves when the last session has ended or was cut after the grace. */
  async stop(graceMs: number): Promise<void> {
    const listeners = [...this.#listeners()];
    this.#states.clear();
    await Promise.all(listeners.map((listener) => listener.stop(graceMs)));
  }

  *#listeners(): Iterable<SmtpListener> {
    yield* this.#draining;
    for (const state of this.#states.values()) if (state.kind === 'open') yield state.listener;
  }

  #keepsWildcardOut(wanted: Wanted): boolean {
    if (performance.now() - this.#madeRoomAt < this.#options.makeRoomMs) return false;
    return [...wanted].some(([name, endpoint]) => {
      const wildcard = wildcardBeside(endpoint, wanted);
      return (
        this.#states.get(name)?.kind === 'open' &&
        wildcard !== undefined &&
        this.#states.get(wildcard)?.kind === 'failed'
      );
    });
  }

  #makeRoom(wanted: Wanted): void {
    this.#madeRoomAt = performance.now();
    for (const [name, state] of this.#states) {
      const endpoint = wanted.get(name);
      const removed = endpoint === undefined;
      if (!removed && wildcardBeside(endpoint, wanted) === undefined) continue;
      if (state.kind === 'open') this.#drain(name, state.listener, { removed });
      if (removed || state.kind === 'open') this.#states.delete(name);
    }
  }

  async #open(name: string, wanted: Wanted): Promise<void> {
    const endpoint = wanted.get(name);
    const before = this.#states.get(name)?.kind;
    if (endpoint === undefined || before === 'open') return;
    const wildcard = wildcardBeside(endpoint, wanted);
    const served = wildcard !== undefined && this.#states.get(wildcard)?.kind === 'open';
    if (served && before === 'served') return;
    try {
      this.#states.set(name, served ? await this.#probe(endpoint) : await this.#listen(name, endpoint));
    } catch (error) {
      this.#failed(name, endpoint, error);
    }
  }

  async #listen(name: string, endpoint: Endpoint): Promise<State> {
    const listener = this.#options.listener(endpoint);
    await listener.listen(endpoint);
    this.#options.log.info(`listening on ${name}`);
    return { kind: 'open', listener };
  }

  /** Nobody can connect to an address that this host does not have: any free port of it tells. */
  async #probe(endpoint: Endpoint): Promise<State> {
    const listener = this.#options.listener(endpoint);
    await listener.listen({ ...endpoint, port: 0 });
    await listener.stop(0);
    return { kind: 'served' };
  }

  #failed(name: string, endpoint: Endpoint, error: unknown): void {
    const { log } = this.#options;
    const before = this.#states.get(name);
    if (isFamilyMissing(endpoint, error)) {
      if (before?.kind !== 'absent') log.info(`not listening on ${name}: this host has no IPv6`);
      this.#states.set(name, { kind: 'absent' });
      return;
    }
    const reason = error instanceof Error ? error.message : String(error);
    const known = before?.kind === 'failed' && before.error === reason;
    if (!known) log.error(`cannot listen on ${name}: ${reason}`);
    this.#states.set(name, { kind: 'failed', error: reason });
  }

  /** Where the wildcard takes over, the endpoint stays, and with it the sessions. */
  #drain(name: string, listener: SmtpListener, { removed }: { readonly removed: boolean }): void {
    const { log, drainMs } = this.#options;
    this.#draining.add(listener);
    listener
      .drain({ drainMs: removed ? drainMs : undefined })
      .catch((error: unknown) => log.error(`${name}: ${String(error)}`))
      .finally(() => this.#draining.delete(listener));
    if (removed) log.info(`no longer listening on ${name}`);
  }
}

function isWildcardName(name: string, wanted: Wanted): boolean {
  const endpoint = wanted.get(name);
  return endpoint !== undefined && isWildcard(endpoint);
}

/** The wildcard endpoint of the same family and port, if it is wanted, too. */
function wildcardBeside({ address, port }: Endpoint, wanted: Wanted): string | undefined {
  if (isWildcard({ address })) return undefined;
  const name = formatBinding({ address: address.includes(':') ? '::' : '0.0.0.0', port });
  return wanted.has(name) ? name : undefined;
}

/** A host without IPv6 cannot bind `::`. An address of its own that is missing is another matter. */
function isFamilyMissing({ address }: Endpoint, error: unknown): boolean {
  if (address !== '::' || typeof error !== 'object' || error === null || !('code' in error)) return false;
  return error.code === 'EAFNOSUPPORT' || error.code === 'EADDRNOTAVAIL';
}
