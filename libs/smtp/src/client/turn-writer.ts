import type { Socket } from 'node:net';

import type { Hold } from './hold.js';

const nothing = Buffer.alloc(0);

/**
 * What is written in one turn of the event loop leaves in one write: it is a system call, a TLS record, and wakes the
 * peer, which costs more than the octets of a small message.
 */
export class TurnWriter {
  readonly #socket: Socket;
  readonly #onLapsed: () => void;
  /** Of the messages whose end leaves with this turn. */
  readonly #holds: Hold[] = [];
  #fresh = true;

  constructor(socket: Socket, onLapsed: () => void) {
    this.#socket = socket;
    this.#onLapsed = onLapsed;
  }

  write(piece: string | Buffer): void {
    const socket = this.#socket;
    if (socket.writableCorked === 0) {
      this.#fresh = socket.writableLength === 0;
      socket.cork();
      setImmediate(() => this.#leave());
    }
    socket.write(piece);
  }

  /** What is written in this turn leaves only if that is sure then: the process may have been frozen in between. */
  leaveIf(hold: Hold): void {
    this.#holds.push(hold);
  }

  /** The kernel has what was written in former turns. */
  get fresh(): boolean {
    return this.#socket.writableCorked > 0 ? this.#fresh : this.#socket.writableLength === 0;
  }

  /** Resolves when the kernel has all that was written, or never will. */
  left(): Promise<void> {
    return new Promise((resolve) => this.#socket.write(nothing, () => resolve()));
  }

  #leave(): void {
    const sure = this.#holds.every((hold) => hold.isSure());
    this.#holds.length = 0;
    if (sure) this.#socket.uncork();
    else this.#onLapsed();
  }
}
