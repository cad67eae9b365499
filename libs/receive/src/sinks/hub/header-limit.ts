import { Reply, ReplyError, type ContentSink } from '@mailyard/smtp';

const LF = 0x0a;
const CR = 0x0d;

/**
 * MaxHeaderSize at Front End, which reads no content: the hub refuses the message. That the session of this client ends
 * with it, Front End knows from its own count of octets.
 */
export class HeaderLimit implements ContentSink {
  readonly #sink: ContentSink;
  readonly #maxHeaderBytes: number;
  #headerBytes = 0;
  #headerEnded = false;
  /** So far the line has no octet but perhaps the CR of its end. */
  #lineEmpty = true;

  constructor(sink: ContentSink, maxHeaderBytes: number) {
    this.#sink = sink;
    this.#maxHeaderBytes = maxHeaderBytes;
  }

  write(chunk: Buffer): Promise<void> | void {
    if (!this.#headerEnded) this.#count(chunk);
    return this.#sink.write(chunk);
  }

  async end(): Promise<Reply | readonly Reply[]> {
    const reply = await this.#sink.end();
    const tooLarge = this.#headerBytes > this.#maxHeaderBytes;
    if (!tooLarge || !(reply instanceof Reply) || !reply.permanent) return reply;
    throw new ReplyError(reply, { endsSession: true });
  }

  abort(cause: Error): void {
    this.#sink.abort(cause);
  }

  /** RFC 5322 §2.1: the header ends at the first empty line. Past the limit it does not matter where. */
  #count(chunk: Buffer): void {
    let from = 0;
    while (from < chunk.length) {
      const lf = chunk.indexOf(LF, from);
      const end = lf === -1 ? chunk.length : lf;
      const empty = end === from || (end === from + 1 && chunk[from] === CR);
      this.#lineEmpty &&= empty;
      if (lf === -1) break;
      from = lf + 1;
      if (this.#lineEmpty) {
        this.#headerEnded = true;
        break;
      }
      this.#lineEmpty = true;
    }
    this.#headerBytes += this.#headerEnded ? from : chunk.length;
    this.#headerEnded ||= this.#headerBytes > this.#maxHeaderBytes;
  }
}
