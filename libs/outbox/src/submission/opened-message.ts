import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

import { crlfLines, HeaderBlock, HeaderSplitter } from '@mailyard/message';

/** As large as a connector of the hub takes it by default, and no program makes it larger. */
const maxHeaderBytes = 262_144;
const readBytes = 262_144;

/** A message of an Outbox while it is read. */
export class OpenedMessage {
  readonly #handle: FileHandle;
  readonly #stats: Stats;
  readonly #pieces: AsyncIterator<Buffer>;
  readonly #splitter = new HeaderSplitter({ maxHeaderBytes });
  #first: readonly Buffer[] = [];

  private constructor(handle: FileHandle, stats: Stats) {
    this.#handle = handle;
    this.#stats = stats;
    this.#pieces = crlfLines(
      handle.createReadStream({ autoClose: false, start: 0, highWaterMark: readBytes }),
    );
  }

  static async of(handle: FileHandle): Promise<OpenedMessage> {
    return new OpenedMessage(handle, await handle.stat());
  }

  /** A mail program that moves a message keeps the time of its content. */
  get putThereAt(): Date {
    return this.#stats.ctime;
  }

  get bytes(): number {
    return this.#stats.size;
  }

  /** Of the same file in the same state it is the same, whoever asks and when. Of printable ASCII. */
  identity(...names: readonly string[]): string {
    const { size, mtimeMs } = this.#stats;
    return createHash('sha256')
      .update([...names, size, mtimeMs].join('\0'))
      .digest('hex');
  }

  /** Throws a ReplyError when it is too large. */
  async header(): Promise<HeaderBlock> {
    while (this.#splitter.header === undefined) {
      const { value, done } = await this.#pieces.next();
      this.#first = done === true ? this.#splitter.end() : this.#splitter.write(value);
      if (done === true) break;
    }
    return HeaderBlock.parse(this.#splitter.header ?? Buffer.alloc(0));
  }

  /** Behind the header, which has been read. Once. */
  async *content(): AsyncGenerator<Buffer> {
    for (const piece of this.#first) yield piece;
    for (;;) {
      const { value, done } = await this.#pieces.next();
      if (done === true) return;
      yield value;
    }
  }

  /** False: somebody has written to it meanwhile, as a program does that knows nothing of `tmp`. */
  async isUnchanged(): Promise<boolean> {
    const { size, mtimeMs } = await this.#handle.stat();
    return size === this.#stats.size && mtimeMs === this.#stats.mtimeMs;
  }
}
