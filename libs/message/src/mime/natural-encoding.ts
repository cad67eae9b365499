import { isAscii } from 'node:buffer';

const maxLineBytes = 998;
const [cr, lf] = [0x0d, 0x0a];

/**
 * The Content-Transfer-Encoding under which octets may stand as they are (RFC 2045 §2.7 to §2.9). `binary`: there is
 * NUL, CR or LF without the other, or a line of more than 998 octets, so a mail system may refuse or change them.
 */
export type TransferEncoding = '7bit' | '8bit' | 'binary';

/** Of octets that come piece by piece. */
export class NaturalEncoding {
  #isAscii = true;
  #isBinary = false;
  /** Of the line that has no end yet. */
  #lineBytes = 0;
  #endsWithCr = false;

  /** Of all that was written; a CR at the very end stands alone. */
  get value(): TransferEncoding {
    if (this.#isBinary || this.#endsWithCr || this.#lineBytes > maxLineBytes) return 'binary';
    return this.#isAscii ? '7bit' : '8bit';
  }

  write(piece: Buffer): void {
    if (this.#isBinary || piece.length === 0) return;
    this.#isAscii &&= isAscii(piece);
    this.#isBinary = piece.includes(0) || !this.#endLines(piece);
  }

  /** False when a line is too long, or has not CRLF for its end. */
  #endLines(piece: Buffer): boolean {
    let from = 0;
    if (this.#endsWithCr) {
      if (piece[0] !== lf) return false;
      from = 1;
      this.#endsWithCr = false;
      this.#lineBytes = 0;
    }
    for (let end = piece.indexOf(cr, from); end !== -1; end = piece.indexOf(cr, from)) {
      if (this.#lineBytes + end - from > maxLineBytes || hasLineFeed(piece, from, end)) return false;
      this.#lineBytes = 0;
      from = end + 2;
      if (end + 1 === piece.length) {
        this.#endsWithCr = true;
        return true;
      }
      if (piece[end + 1] !== lf) return false;
    }
    this.#lineBytes += piece.length - from;
    return this.#lineBytes <= maxLineBytes && !hasLineFeed(piece, from, piece.length);
  }
}

export function naturalEncoding(pieces: readonly Buffer[]): TransferEncoding {
  const encoding = new NaturalEncoding();
  for (const piece of pieces) encoding.write(piece);
  return encoding.value;
}

function hasLineFeed(piece: Buffer, from: number, end: number): boolean {
  return piece.subarray(from, end).includes(lf);
}
