import { replies } from '../../reply/replies.js';
import type { Reply } from '../../reply/reply.js';
import type { ServerConnection } from '../connection/smtp-server.js';
import { endlessLineOctets, usualLines } from '../input/input-buffer.js';
import type { Lifetime } from './lifetime.js';

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

  constructor({ connection, lifetime, idle }: PeerInputOptions) {
    this.#connection = connection;
    this.#lifetime = lifetime;
    this.#idle = idle;
  }

  /** The next command line, or the refusal of a malformed one; undefined when the session is over. */
  async commandLine(): Promise<string | Reply | undefined> {
    const turn = this.#connection.turn();
    if (turn !== undefined && !(await this.#nextTurn(turn))) return undefined;
    while (this.#lifetime.goesOn({ idle: this.#idle() })) {
      const line = this.#connection.input.takeLine(this.lines);
      if (line !== undefined) return line;
      if (this.#connection.input.passedOver > endlessLineOctets) this.#lifetime.end(replies.tooManyErrors);
      if (!(await this.#more())) return undefined;
    }
    return undefined;
  }

  async authLine(): Promise<string | Reply | undefined> {
    for (;;) {
      const line = this.#connection.input.takeAuthLine(this.lines);
      if (line !== undefined) return line;
      if (!(await this.#more())) return undefined;
    }
  }

  /** Octets of content, at most `max`; undefined when the session is over. */
  async octets(max?: number): Promise<Buffer | undefined> {
    return (
      this.#connection.input.takeOctets(max) ??
      ((await this.#more()) ? this.#connection.input.takeOctets(max) : undefined)
    );
  }

  async #more(): Promise<boolean> {
    const { input } = this.#connection;
    const idle = this.#idle();
    if (!this.#lifetime.goesOn({ idle })) return false;
    if (!(await this.#repliesTaken())) return false;
    const interrupt = (): void => input.end();
    return (await this.#lifetime.waitForPeer(input.more(), { idle, interrupt })) && this.#lifetime.open;
  }

  /** Whoever sends without reading gets no answers that pile up here. */
  async #nextTurn(turn: Promise<void>): Promise<boolean> {
    await turn;
    return this.#repliesTaken();
  }

  /** Waits for a peer that has left much unread. One that is waited for in vain gets the last word behind it. */
  async #repliesTaken(): Promise<boolean> {
    const drained = this.#connection.drained();
    if (drained === undefined) return true;
    const { promise: interrupted, resolve: interrupt } = Promise.withResolvers<void>();
    const taken = Promise.race([drained, interrupted]);
    await this.#lifetime.waitForPeer(taken, { idle: this.#idle(), interrupt });
    return this.#lifetime.open;
  }
}
