import type { Reply } from '../../reply.js';
import type { Wire } from './wire.js';

/** Replies on their way out: those of one turn of the event loop leave in one write (RFC 2920 §3.2). */
export class ReplyChannel {
  readonly #wire: Wire;
  #waiting = '';
  #scheduled = false;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /** Returns the lines as they go out. */
  send(reply: Reply, options: { readonly enhanced: boolean }): string {
    const text = reply.toWire(options);
    this.#waiting += text;
    if (!this.#scheduled) {
      this.#scheduled = true;
      setImmediate(() => this.flush());
    }
    return text;
  }

  flush(): void {
    this.#scheduled = false;
    if (this.#waiting === '') return;
    this.#wire.write(this.#waiting);
    this.#waiting = '';
  }
}
