import { replies } from '../../reply/replies.js';
import type { Reply } from '../../reply/reply.js';
import type { ServerConnection } from '../connection/smtp-server.js';
import { endlessLineOctets, usualLines } from '../input/input-buffer.js';
import type { Lifetime } from './lifetime.js';

const nothing = Buffer.alloc(0);

export interface PeerInputOptions {
  readonly connection: ServerConnection;
  readonly lifetime: Lifetime;
  /** No transaction is open, so that a service that stops need not wait. */
  readonly idle: () => boolean;
}

/** What the peer sends, waited for as long as the session may last. */
export class PeerInput {
  /** How long lines may be. */
  lines = usualLines;
  readonly #connection: ServerConnection;
  readonly #lifetime: Lifetime;
  readonly #idle: () => boolean;
  readonly #endInput = (): void => this.#connection.input.end();

  constructor({ connection, lifetime, idle }: PeerInputOptions) {
    this.#connection = connection;
    this.#lifetime = lifetime;
    this.#idle = idle;
  }

  /** The next command line, or the refusal of a malformed one; undefined when it is not there or will not come. */
  takeCommand(): string | Reply | undefined {
    if (!this.#goesOn()) return undefined;
    const { input } = this.#connection;
    const line = input.takeLine(this.lines);
    if (line === undefined && input.passedOver > endlessLineOctets) {
      this.#lifetime.end(replies.tooManyErrors);
    }
    return line;
  }

  async authLine(): Promise<string | Reply | undefined> {
    for (;;) {
      const line = this.#connection.input.takeAuthLine(this.lines);
      if (line !== undefined) return line;
      if (!(await this.more())) return undefined;
    }
  }

  /** Octets of content that are there, at most `max`. */
  takeOctets(max?: number): Buffer | undefined {
    return this.#connection.input.takeOctets(max);
  }

  /** So many octets, if all of them are there. */
  takeWhole(count: number): Buffer | undefined {
    const { input } = this.#connection;
    if (count === 0) return nothing;
    return input.available < count ? undefined : input.takeOctets(count);
  }

  /** Waits for more, once nothing is there. False: the session is over. */
  async more(): Promise<boolean> {
    if (!this.#goesOn()) return false;
    this.#connection.flush();
    const taken = this.repliesTaken();
    if (taken !== undefined && !(await taken)) return false;
    this.#lifetime.waits({ idle: this.#idle(), interrupt: this.#endInput });
    const there = await this.#connection.input.more();
    this.#lifetime.heard();
    return there && this.#lifetime.open;
  }

  /**
   * Undefined unless the peer has left much unread: whoever sends without reading gets no answers that pile up here. One
   * that is waited for in vain gets the last word behind it.
   */
  repliesTaken(): Promise<boolean> | undefined {
    const drained = this.#connection.drained();
    return drained && this.#untilTaken(drained);
  }

  async #untilTaken(drained: Promise<void>): Promise<boolean> {
    const { promise: interrupted, resolve: interrupt } = Promise.withResolvers<void>();
    this.#lifetime.waits({ idle: this.#idle(), interrupt });
    await Promise.race([drained, interrupted]);
    this.#lifetime.heard();
    return this.#lifetime.open;
  }

  #goesOn(): boolean {
    return this.#lifetime.goesOn({ idle: this.#idle() });
  }
}
