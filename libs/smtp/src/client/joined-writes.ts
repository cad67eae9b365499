import type { Socket } from 'node:net';

/** Copying more than this costs more than another write. */
const joinedOctetsMax = 65_536;

/**
 * What is sent in one turn of the event loop leaves in one write, whoever asked for it: each write is a system call, a TLS
 * record, and wakes the peer, which costs more than the octets of a small message.
 */
export class JoinedWrites {
  readonly #socket: Socket;
  #pieces: (string | Buffer)[] = [];
  #size = 0;
  readonly #flush = (): void => this.flush();

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  add(piece: string | Buffer): void {
    if (this.#pieces.length === 0) setImmediate(this.#flush);
    this.#pieces.push(piece);
    this.#size += piece.length;
    if (this.#size >= joinedOctetsMax) this.flush();
  }

  flush(): void {
    const pieces = this.#pieces;
    if (pieces.length === 0) return;
    const small = this.#size < joinedOctetsMax;
    this.#pieces = [];
    this.#size = 0;
    if (!this.#socket.writable) return;
    if (small) this.#socket.write(joined(pieces));
    else this.#writeEach(pieces);
  }

  #writeEach(pieces: readonly (string | Buffer)[]): void {
    this.#socket.cork();
    for (const piece of pieces) this.#socket.write(piece);
    this.#socket.uncork();
  }
}

function joined(pieces: readonly (string | Buffer)[]): string | Buffer {
  const [first] = pieces;
  if (pieces.length === 1 && first !== undefined) return first;
  let size = 0;
  for (const piece of pieces) size += typeof piece === 'string' ? Buffer.byteLength(piece) : piece.length;
  const whole = Buffer.allocUnsafe(size);
  let at = 0;
  for (const piece of pieces) {
    if (typeof piece === 'string') at += whole.write(piece, at);
    else {
      whole.set(piece, at);
      at += piece.length;
    }
  }
  return whole;
}
