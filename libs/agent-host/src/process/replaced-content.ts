import { closeSync, createReadStream, openSync, rmSync, writeSync } from 'node:fs';

/** Larger messages are hardly anywhere taken; an agent must not fill the disk. */
const octetsMax = 134_217_728;

/**
 * Content that an agent sends in place of a message's, piece by piece, so that memory stays bounded. Whoever takes it removes
 * it; with the process that was asked it is rubbish.
 */
export class ReplacedContent implements AsyncIterable<Buffer> {
  readonly #path: string;
  #file: number | undefined;
  #octets = 0;

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'wx', 0o600);
  }

  get octets(): number {
    return this.#octets;
  }

  /** At once: the agent sends no faster than it is written. */
  write(piece: Buffer): void {
    this.#octets += piece.length;
    if (this.#octets > octetsMax) throw new Error('it sent too much content');
    if (this.#file === undefined) throw new Error('it sent content behind its end');
    for (let from = 0; from < piece.length;) from += writeSync(this.#file, piece, from);
  }

  /** It is complete. */
  end(): this {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    return this;
  }

  /** From its beginning, as often as it is asked for. */
  [Symbol.asyncIterator](): AsyncIterator<Buffer> {
    return (createReadStream(this.#path) as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  remove(): void {
    this.end();
    rmSync(this.#path, { force: true });
  }
}
