const CR = 0x0d;
const LF = 0x0a;
const DOT = 0x2e;
const crlf = Buffer.from('\r\n');
const crlfDot = Buffer.from('\r\n.');
const terminator = Buffer.from('\r\n.\r\n');
const nothing = Buffer.alloc(0);

export interface DecodedData {
  /** Content with its dots un-stuffed; may be empty. */
  readonly content: Buffer;
  /** What came after the terminator, once that was seen. */
  readonly rest: Buffer | undefined;
}

/**
 * Content of DATA (RFC 5321 §4.1.1.4, §4.5.2). Only CRLF.CRLF ends it and only a dot after CRLF is un-stuffed: any other
 * reading of bare CR and LF lets a message carry a second one past this server (SMTP smuggling).
 */
export class DataDecoder {
  /** The end of what was read, when it may turn out to begin the terminator. */
  #held: Buffer = nothing;
  #started = false;
  /** Octets in front that are not content: the CRLF that ended the DATA command, before a first line with a dot. */
  #notContent = 0;

  /** Takes the next octets from the peer; they are changed in place. */
  decode(octets: Buffer): DecodedData {
    if (!this.#started && octets[0] === DOT) {
      this.#held = crlf;
      this.#notContent = crlf.length;
    }
    this.#started = true;
    const decoded = this.#unstuff(this.#held.length === 0 ? octets : Buffer.concat([this.#held, octets]));
    if (this.#notContent === 0 || decoded.content.length === 0) return decoded;
    const content = decoded.content.subarray(this.#notContent);
    this.#notContent = 0;
    return { content, rest: decoded.rest };
  }

  #unstuff(octets: Buffer): DecodedData {
    let read = 0;
    let written = 0;
    const keep = (end: number): void => {
      if (written !== read) octets.copyWithin(written, read, end);
      written += end - read;
    };
    for (;;) {
      const dot = octets.indexOf(crlfDot, read) + crlf.length;
      const after = dot + 1;
      // Undecided at the end of the octets: held below.
      if (dot < crlf.length + read || after === octets.length) break;
      if (octets[after] === CR && after + 1 === octets.length) break;
      keep(dot);
      if (octets[after] === CR && octets[after + 1] === LF) {
        return { content: octets.subarray(0, written), rest: octets.subarray(after + crlf.length) };
      }
      read = after;
    }
    const held = heldLength(octets, read);
    keep(octets.length - held);
    this.#held = held === 0 ? nothing : Buffer.from(octets.subarray(octets.length - held));
    return { content: octets.subarray(0, written), rest: undefined };
  }
}

/** Length of the longest end of the octets, from `start`, with which the terminator begins. */
function heldLength(octets: Buffer, start: number): number {
  for (let length = Math.min(terminator.length - 1, octets.length - start); length > 0; length--) {
    if (terminator.compare(octets, octets.length - length, octets.length, 0, length) === 0) return length;
  }
  return 0;
}

/** Looks for an LF without the CR that RFC 5321 §2.3.8 wants before it, however the content is cut into pieces. */
export class BareLineFeeds {
  // The line of the command that the content follows ended with CRLF.
  #last = LF;

  /** Whether this piece has one; the pieces come in order. */
  foundIn(content: Buffer): boolean {
    for (let lf = content.indexOf(LF); lf !== -1; lf = content.indexOf(LF, lf + 1)) {
      if ((lf === 0 ? this.#last : content[lf - 1]) !== CR) return true;
    }
    this.#last = content.at(-1) ?? this.#last;
    return false;
  }
}
