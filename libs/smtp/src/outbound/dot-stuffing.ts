const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const dot = 0x2e;
const oneDot = Buffer.from('.');
const endOfData = Buffer.from('.\r\n');
const lineAndEnd = Buffer.from('\r\n.\r\n');

/** CR or LF without the other: it must not leave in DATA, where readers differ about what it ends (RFC 5321 §2.3.8). */
export class BareLineEnd extends Error {
  override readonly name = 'BareLineEnd';
}

/** All of it with its end; undefined: there is CR or LF without the other. */
export function stuffedWhole(pieces: readonly Buffer[]): readonly Buffer[] | undefined {
  const stuffing = new DotStuffing();
  try {
    const stuffed = pieces.flatMap((piece) => stuffing.stuffed(piece));
    return [...stuffed, stuffing.end()];
  } catch (error) {
    if (error instanceof BareLineEnd) return undefined;
    throw error;
  }
}

/** Content as DATA wants it (RFC 5321 §4.5.2), piece by piece, wherever it is cut. Octets are not copied. */
export class DotStuffing {
  #atLineStart = true;
  #afterReturn = false;

  /** Throws BareLineEnd. */
  stuffed(piece: Buffer): readonly Buffer[] {
    if (piece.length === 0) return [];
    const pieces: Buffer[] = [];
    let start = 0;
    const stuffAt = (lineStart: number): void => {
      if (piece[lineStart] !== dot) return;
      pieces.push(piece.subarray(start, lineStart), oneDot);
      start = lineStart;
    };
    let from = this.#afterReturn ? afterLineFeed(piece) : 0;
    if (this.#afterReturn || this.#atLineStart) stuffAt(from);
    for (let next = nextLine(piece, from); next !== undefined; next = nextLine(piece, from)) {
      stuffAt(next);
      from = next;
    }
    pieces.push(start === 0 ? piece : piece.subarray(start));
    this.#afterReturn = piece[piece.length - 1] === carriageReturn;
    this.#atLineStart = piece[piece.length - 1] === lineFeed;
    return pieces;
  }

  /** What follows the last piece: the end of its line, if it has none, and the dot. */
  end(): Buffer {
    if (this.#afterReturn) throw new BareLineEnd('CR without LF');
    return this.#atLineStart ? endOfData : lineAndEnd;
  }
}

/** The piece before ended with CR. */
function afterLineFeed(piece: Buffer): number {
  if (piece[0] !== lineFeed) throw new BareLineEnd('CR without LF');
  return 1;
}

/** Where the next line begins, perhaps behind this piece; undefined: there is no whole line end any more. */
function nextLine(piece: Buffer, from: number): number | undefined {
  const cr = piece.indexOf(carriageReturn, from);
  const lf = piece.indexOf(lineFeed, from);
  // Of a CR at the end the LF comes with the next piece.
  if (lf < 0 && (cr < 0 || cr === piece.length - 1)) return undefined;
  if (cr < 0 || (lf >= 0 && lf < cr)) throw new BareLineEnd('LF without CR');
  if (lf !== cr + 1) throw new BareLineEnd('CR without LF');
  return lf + 1;
}
