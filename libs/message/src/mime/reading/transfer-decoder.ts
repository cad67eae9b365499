/** Decodes a body that comes piece by piece, with its line ends (RFC 2045 §6). */
export interface TransferDecoder {
  /** A piece of a line. */
  text(octets: Buffer): Buffer;
  lineEnd(): Buffer;
  end(): Buffer;
}

/** What nobody can decode is taken as it stands. */
export function transferDecoder(encoding: string): TransferDecoder {
  if (encoding === 'base64') return new Base64Decoder();
  return encoding === 'quoted-printable' ? new QuotedPrintableDecoder() : identity;
}

const crlf = Buffer.from('\r\n');
const nothing = Buffer.alloc(0);

const identity: TransferDecoder = {
  text: (octets) => octets,
  lineEnd: () => crlf,
  end: () => nothing,
};

/** RFC 2045 §6.8: what is not of the alphabet is passed over. */
class Base64Decoder implements TransferDecoder {
  #rest = '';

  text(octets: Buffer): Buffer {
    const characters = this.#rest + octets.toString('latin1').replaceAll(/[^A-Za-z0-9+/]/g, '');
    const whole = characters.length - (characters.length % 4);
    this.#rest = characters.slice(whole);
    return Buffer.from(characters.slice(0, whole), 'base64');
  }

  lineEnd(): Buffer {
    return nothing;
  }

  end(): Buffer {
    return Buffer.from(this.#rest, 'base64');
  }
}

/** RFC 2045 §6.7. White space at the end of a line was added on the way. */
class QuotedPrintableDecoder implements TransferDecoder {
  /** White space, or the beginning of an escape: what follows decides. */
  #held = '';

  text(octets: Buffer): Buffer {
    const piece = octets.toString('latin1');
    const text = this.#held + piece;
    // Only white space has come: what is held needs no second look.
    const decided = /^[ \t]*$/.test(piece) ? 0 : decidedIn(text);
    this.#held = text.slice(decided);
    return unescaped(text.slice(0, decided));
  }

  lineEnd(): Buffer {
    const held = this.#held.trimEnd();
    this.#held = '';
    return held === '=' ? nothing : Buffer.concat([unescaped(held), crlf]);
  }

  end(): Buffer {
    const held = this.#held.trimEnd();
    this.#held = '';
    return held === '=' ? nothing : unescaped(held);
  }
}

/** How much of a piece of a line means the same whatever follows. Sought from its end, so that no line takes long. */
function decidedIn(text: string): number {
  let end = text.length;
  while (isSpace(text[end - 1])) end -= 1;
  const begun = text.slice(end === text.length ? -2 : end - 1, end);
  const escape = /=[0-9A-Fa-f]?$/.exec(begun);
  return escape === null ? end : end - escape[0].length;
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

/** An equals sign that begins no escape stands for itself. */
function unescaped(text: string): Buffer {
  const octets = text.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(octets, 'latin1');
}
