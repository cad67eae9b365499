const space = 0x20;
/** More of a line than this is not held. */
const heldOctetsMax = 65_536;

/** What a piece of a line has made. */
export interface Wrapped {
  /** Lines that are complete; the first one ends what was `open` before. */
  readonly lines: readonly Buffer[];
  /** The beginning of one that is not, of a word that is too long to be held. */
  readonly open?: Buffer;
}

/**
 * Lines of plain text, wrapped at blanks. A word that is too long stays whole. In every character set that text may have
 * without being encoded the octet of a blank is nothing else.
 */
export class LineWrapper {
  #held: Buffer = Buffer.alloc(0);
  #inLongWord = false;

  constructor(
    private readonly limit: number,
    /** Octets that go on with a character of UTF-8 do not count. */
    private readonly isUtf8: boolean,
  ) {}

  write(piece: Buffer): Wrapped {
    if (!this.#inLongWord) return this.#hold(piece);
    const blank = piece.indexOf(space);
    if (blank < 0) return { lines: [], open: piece };
    this.#inLongWord = false;
    const { lines, ...more } = this.#hold(piece.subarray(blank + 1));
    return { lines: [piece.subarray(0, blank), ...lines], ...more };
  }

  #hold(piece: Buffer): Wrapped {
    this.#held = this.#held.length === 0 ? piece : Buffer.concat([this.#held, piece]);
    if (this.#held.length <= heldOctetsMax) return { lines: [] };
    const lines = this.#wrapped();
    const rest = lines.pop() ?? Buffer.alloc(0);
    this.#inLongWord = rest.length > heldOctetsMax / 2;
    this.#held = this.#inLongWord ? Buffer.alloc(0) : rest;
    return this.#inLongWord ? { lines, open: rest } : { lines };
  }

  /** The line is over: what is left of it. */
  end(): readonly Buffer[] {
    const lines = this.#wrapped();
    this.#held = Buffer.alloc(0);
    this.#inLongWord = false;
    return lines;
  }

  #wrapped(): Buffer[] {
    const lines: Buffer[] = [];
    const octets = this.#held;
    // Blanks at the beginning are an indentation.
    const indentation = octets.findIndex((octet) => octet !== space);
    let start = 0;
    let blank = -1;
    let characters = 0;
    for (let at = 0; at < octets.length; at += 1) {
      const octet = octets[at] ?? 0;
      if (this.isUtf8 && (octet & 0xc0) === 0x80) continue;
      characters += 1;
      if (octet === space && at > Math.max(start, indentation)) blank = at;
      if (characters <= this.limit || blank <= start) continue;
      lines.push(octets.subarray(start, blank));
      start = blank + 1;
      characters = this.#count(octets.subarray(start, at + 1));
      blank = -1;
    }
    lines.push(octets.subarray(start));
    return lines;
  }

  #count(octets: Buffer): number {
    if (!this.isUtf8) return octets.length;
    return octets.reduce((count, octet) => count + Number((octet & 0xc0) !== 0x80), 0);
  }
}
