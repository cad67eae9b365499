import { ReplyError, replies } from '@mailyard/smtp';

import { FieldNameScan } from './field-name-scan.js';

const lf = 0x0a;
const cr = 0x0d;

/**
 * Parts a message into header block and content while it streams in. The header block ends at the first empty line,
 * ended by CRLF or bare LF alike; a message whose first line is no header field has no header block at all. A byte order
 * mark or lines of a mailbox file before the first field are dropped.
 * Content is handed out as views of the chunks that came in, never copied.
 */
export class HeaderSplitter {
  readonly #maxHeaderBytes: number;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #header: Buffer | undefined;
  readonly #firstLine = new FieldNameScan();
  #line: 'start' | 'start-cr' | 'inside' = 'start';

  constructor(options: { readonly maxHeaderBytes: number }) {
    this.#maxHeaderBytes = options.maxHeaderBytes;
  }

  /** The header block with its closing empty line; undefined until it is complete; empty when there is none. */
  get header(): Buffer | undefined {
    return this.#header;
  }

  /** Returns the content in what has come so far and was not returned before. */
  write(chunk: Buffer): readonly Buffer[] {
    if (chunk.length === 0) return [];
    if (this.#header !== undefined) return [chunk];
    if (this.#firstLine.feed(chunk) === 'no-field') return this.#allIsContent(chunk);
    const end = this.#findEnd(chunk);
    this.#keep(end === undefined ? chunk : chunk.subarray(0, end));
    if (end === undefined) return [];
    this.#complete();
    return end < chunk.length ? [chunk.subarray(end)] : [];
  }

  /** No more will come. Returns content that could not be told from a header before. */
  end(): readonly Buffer[] {
    if (this.#header !== undefined) return [];
    if (this.#firstLine.state === 'open') return this.#allIsContent(Buffer.alloc(0));
    this.#complete();
    return [];
  }

  #findEnd(chunk: Buffer): number | undefined {
    let position = 0;
    while (position < chunk.length) {
      if (this.#line === 'inside') {
        const newline = chunk.indexOf(lf, position);
        if (newline === -1) return undefined;
        this.#line = 'start';
        position = newline + 1;
        continue;
      }
      const octet = chunk[position++];
      if (octet === lf) return position;
      this.#line = octet === cr && this.#line === 'start' ? 'start-cr' : 'inside';
    }
    return undefined;
  }

  #keep(part: Buffer): void {
    this.#pending.push(part);
    this.#pendingBytes += part.length;
    // As long as it is open what counts, only a few lines have come.
    const { state, leadBytes } = this.#firstLine;
    const tooLarge = state === 'field' && this.#pendingBytes - leadBytes > this.#maxHeaderBytes;
    // Exchange closes the connection of a client that sends one.
    if (tooLarge) throw new ReplyError(replies.headerTooLarge, { endsSession: true });
  }

  #complete(): void {
    const [only] = this.#pending;
    const all = this.#pending.length === 1 && only ? only : Buffer.concat(this.#pending);
    this.#header = all.subarray(this.#firstLine.leadBytes);
    this.#pending = [];
  }

  #allIsContent(chunk: Buffer): readonly Buffer[] {
    const content = chunk.length === 0 ? this.#pending : [...this.#pending, chunk];
    this.#header = Buffer.alloc(0);
    this.#pending = [];
    return content;
  }
}
