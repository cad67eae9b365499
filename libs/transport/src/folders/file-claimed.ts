import { isAscii } from 'node:buffer';
import { constants, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

import { crlfLines, HeaderBlock, HeaderSplitter } from '@mailyard/message';
import { ReplyError } from '@mailyard/smtp';

import { MalformedFile } from './envelope/injection.js';

const pieceBytes = 262_144;
/** Whatever is configured: a header is held in memory. */
const headerBytesMost = 16 * 1_048_576;

/** A file that was claimed, open to be read. A link is not followed, and a pipe not waited for. */
export class ClaimedFile implements AsyncDisposable {
  readonly #file: FileHandle;
  readonly #found: Stats;
  /** All of it, when it is small. */
  #whole: Buffer | undefined;

  private constructor(file: FileHandle, found: Stats) {
    this.#file = file;
    this.#found = found;
  }

  /** Rejects with the system's error, or with why it is no file that is read. */
  static async open(path: string): Promise<ClaimedFile> {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
    const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const found = await file.stat();
    const unfit = unfitness(found);
    if (unfit === undefined) return new ClaimedFile(file, found);
    await file.close();
    throw new Error(unfit);
  }

  /** Its header block, and whether its content has octets beyond ASCII. Throws MalformedFile. */
  async survey(): Promise<{ readonly header: HeaderBlock; readonly eightBit: boolean }> {
    const splitter = new HeaderSplitter({ maxHeaderBytes: headerBytesMost });
    let eightBit = false;
    try {
      for await (const piece of this.#pieces()) {
        eightBit ||= splitter.write(piece).some((content) => !isAscii(content));
        // A long file is read again for its content.
        if (eightBit && splitter.header !== undefined) break;
      }
      splitter.end();
    } catch (error) {
      if (error instanceof ReplyError) throw new MalformedFile(error.reply.text, { cause: error });
      throw error;
    }
    return { header: HeaderBlock.parse(splitter.header ?? Buffer.alloc(0)), eightBit };
  }

  /** What is behind the header; `binary`: octet by octet, else in lines that end with CRLF. */
  async *content({ binary }: { readonly binary: boolean }): AsyncGenerator<Buffer> {
    const content = this.#content();
    if (binary) yield* content;
    else yield* crlfLines(content);
  }

  /** Whether somebody has written to it since it was opened, or it ended early. */
  async isUnchanged(): Promise<boolean> {
    const { size, mtimeMs } = await this.#file.stat();
    return size === this.#found.size && mtimeMs === this.#found.mtimeMs;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
  }

  async *#content(): AsyncGenerator<Buffer> {
    const splitter = new HeaderSplitter({ maxHeaderBytes: headerBytesMost });
    for await (const piece of this.#pieces()) yield* splitter.write(piece);
    yield* splitter.end();
  }

  async *#pieces(): AsyncGenerator<Buffer> {
    if (this.#whole !== undefined) {
      yield this.#whole;
      return;
    }
    const { size } = this.#found;
    for (let position = 0; ;) {
      const { bytesRead, buffer } = await this.#file.read(
        Buffer.allocUnsafe(Math.min(pieceBytes, size + 1)),
        { position },
      );
      if (bytesRead === 0) return;
      position += bytesRead;
      const piece = buffer.subarray(0, bytesRead);
      if (position === size && bytesRead === size) this.#whole = piece;
      yield piece;
    }
  }
}

/** Why a file is left where it is; undefined: it may be read. */
export function unfitness(found: Stats): string | undefined {
  if (found.isSymbolicLink()) return 'it is a symbolic link, which is not followed';
  if (!found.isFile()) return 'it is no file';
  // Somebody may have linked what only we can read.
  return found.nlink > 1 ? 'it has other names besides (hard links)' : undefined;
}
