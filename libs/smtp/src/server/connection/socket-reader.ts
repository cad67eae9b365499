import type { Socket } from 'node:net';

import type { InputBuffer } from '../input/input-buffer.js';

/** Reads a socket into an InputBuffer, which takes chunk by chunk, and holds the peer back meanwhile. */
export class SocketReader {
  readonly #socket: Socket;
  readonly #input: InputBuffer;
  /** The buffer has used up what it got. */
  #asked = true;
  /** What came before the buffer asked for it. */
  #behind: Buffer | undefined;
  /** The peer sends no more. */
  #ended = false;
  #passedOver: ((octets: number) => void) | undefined;

  constructor(socket: Socket, input: InputBuffer) {
    this.#socket = socket;
    this.#input = input;
    socket.on('data', this.#onData);
    socket.on('end', this.#onEnd);
  }

  /** The peer has sent something that the buffer has not got. */
  get holdsBack(): boolean {
    return this.#behind !== undefined;
  }

  /** Leaves the socket, paused, to another reader. */
  release(): void {
    this.#socket.pause();
    this.#socket.off('data', this.#onData).off('end', this.#onEnd);
  }

  /** What waits here and what still arrives is nothing to us, but for its size. */
  passOver(passedOver: (octets: number) => void): void {
    this.#passedOver = passedOver;
    this.#behind = undefined;
  }

  readonly #onData = (chunk: Buffer): void => this.#arrived(chunk);

  readonly #onEnd = (): void => {
    this.#ended = true;
    // Node tells it of a paused socket, too; the buffer takes nothing after it.
    if (this.#behind === undefined) this.#input.end();
  };

  #arrived(chunk: Buffer): void {
    if (this.#passedOver !== undefined) return this.#passedOver(chunk.length);
    if (this.#asked) return this.#give(chunk);
    this.#behind = this.#behind === undefined ? chunk : Buffer.concat([this.#behind, chunk]);
    this.#socket.pause();
  }

  #give(chunk: Buffer): void {
    this.#asked = false;
    this.#input.push(chunk, this.#more);
  }

  readonly #more = (): void => {
    const behind = this.#behind;
    this.#asked = true;
    if (behind === undefined) return;
    this.#behind = undefined;
    this.#give(behind);
    if (this.#ended) this.#input.end();
    else this.#socket.resume();
  };
}
