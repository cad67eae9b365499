import type { Reply } from '../../reply/reply.js';
import type { ServerConnection } from '../connection/smtp-server.js';

/** Replies after which the other sessions of the process get their turn. */
const repliesOfOneTurn = 16;

/** Replies on their way out: those of one turn of the event loop leave in one write (RFC 2920 §3.2). */
export class ReplyBuffer {
  readonly #connection: ServerConnection;
  #waiting = '';
  #count = 0;
  #left: (() => void) | undefined;

  constructor(connection: ServerConnection) {
    this.#connection = connection;
  }

  /** Returns the lines as they go out. */
  send(reply: Reply, options: { readonly enhanced: boolean }): string {
    const text = reply.toWire(options);
    this.#waiting += text;
    if (this.#count === 0) setImmediate(() => this.flush());
    this.#count += 1;
    return text;
  }

  /**
   * Undefined unless the peer has had its share of this turn; then it resolves in the next one, when the replies have
   * left. However many commands a peer sends in one piece, nobody else waits for more than a few of them.
   */
  turn(): Promise<void> | undefined {
    if (this.#count < repliesOfOneTurn) return undefined;
    return new Promise((resolve) => {
      this.#left = resolve;
    });
  }

  flush(): void {
    const left = this.#left;
    this.#count = 0;
    this.#left = undefined;
    if (this.#waiting !== '') this.#connection.write(this.#waiting);
    this.#waiting = '';
    left?.();
  }
}
