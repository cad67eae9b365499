import { createReadStream } from 'node:fs';
import { open as openFile, rm, type FileHandle } from 'node:fs/promises';

import { replies, ReplyError, type ContentSink, type Envelope, type Reply } from '@mailyard/smtp';

import type { AgentQuestions, PassingMessage } from './agent-questions.js';

export interface HeldOptions {
  readonly questions: AgentQuestions;
  /** As the agents at OnEndOfHeaders have left it. */
  readonly passing: PassingMessage;
  /** Where the message goes once it may. */
  readonly open: (envelope: Envelope) => Promise<ContentSink> | ContentSink;
}

/**
 * The content of a message whose agents see all of it before it is taken: it waits in a file, so that memory stays bounded.
 * It is nothing that was acknowledged: what is left of it when the process dies is rubbish.
 */
export class FileHeldMessage implements ContentSink {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #options: HeldOptions;
  #octets = 0;

  private constructor(path: string, ...[file, options]: [FileHandle, HeldOptions]) {
    this.#path = path;
    this.#file = file;
    this.#options = options;
  }

  static async create(path: string, options: HeldOptions): Promise<FileHeldMessage> {
    return new FileHeldMessage(path, await openFile(path, 'wx', 0o600).catch(noRoom), options);
  }

  async write(chunk: Buffer): Promise<void> {
    await this.#file.appendFile(chunk).catch(noRoom);
    this.#octets += chunk.length;
  }

  async end(): Promise<Reply | readonly Reply[]> {
    try {
      await this.#file.close();
      return await this.#passOn();
    } finally {
      await rm(this.#path, { force: true });
    }
  }

  abort(_cause: Error): void {
    // Not even the file is missed where this fails: the next process removes it.
    const removed = this.#file.close().then(() => rm(this.#path, { force: true }));
    removed.catch(() => undefined);
  }

  async #passOn(): Promise<Reply | readonly Reply[]> {
    const { questions, passing, open } = this.#options;
    let last = passing;
    try {
      last = await questions.past('OnEndOfData', passing, (message) => {
        last = message;
        const { octets } = message.content ?? { octets: this.#octets };
        const sizeBytes = message.header.toBuffer().length + octets;
        return { sizeBytes, octets: () => this.#octetsOf(message) };
      });
      const sink = await open(last.envelope);
      await passTo(sink, this.#octetsOf(last));
      return await sink.end();
    } finally {
      last.content?.remove();
    }
  }

  async *#octetsOf({ header, content }: PassingMessage): AsyncGenerator<Buffer> {
    yield header.toBuffer();
    yield* content ?? (createReadStream(this.#path) as AsyncIterable<Buffer>);
  }
}

/** A sink that does not take all of it gets its abort. */
export async function passTo(
  sink: ContentSink,
  octets: Iterable<Buffer> | AsyncIterable<Buffer>,
): Promise<void> {
  try {
    for await (const piece of octets) await sink.write(piece);
  } catch (error) {
    sink.abort(error as Error);
    throw error;
  }
}

/** RFC 5321 §4.2.5: a full disk is a transient failure. */
function noRoom(error: NodeJS.ErrnoException): never {
  if (error.code !== 'ENOSPC' && error.code !== 'EDQUOT') throw error;
  throw new ReplyError(replies.insufficientResources, { cause: error });
}
