const maxLine = 76;
const space = 0x20;
const tab = 0x09;
const equals = 0x3d;

/** RFC 2045 §6.7. Line ends in the text, LF or CRLF, become CRLF. */
export function quotedPrintable(text: string): string {
  return quotedPrintableOctets(Buffer.from(text.replaceAll(/\r?\n/g, '\r\n')));
}

/** A line in which nothing needs an escape, as most have. */
const plainLine = /^[\t -<>-~]*[!-<>-~]$/;

function softBroken(line: string): string {
  return line.length < maxLine ? line : (line.match(/.{1,75}/g) ?? []).join('=\r\n');
}

/** The same for octets of any kind; CR or LF without the other is no line end and is encoded. */
export function quotedPrintableOctets(octets: Buffer): string {
  const encoder = new QuotedPrintableEncoder();
  let encoded = '';
  octets
    .toString('latin1')
    .split('\r\n')
    .forEach((line, index) => {
      if (index > 0) encoded += encoder.lineEnd();
      encoded += plainLine.test(line) ? softBroken(line) : encoder.text(Buffer.from(line, 'latin1'));
    });
  return encoded + encoder.end();
}

/** The same for a body that comes piece by piece. */
export class QuotedPrintableEncoder {
  #column = 0;
  /** White space that may turn out to end its line, where it would be lost on the way. */
  #blank: number | undefined;

  /** A piece of a line, without its end. */
  text(octets: Buffer): string {
    let encoded = '';
    for (const octet of octets) {
      encoded += this.#plainBlank();
      if (octet === space || octet === tab) this.#blank = octet;
      else encoded += this.#put(encodeOctet(octet));
    }
    return encoded;
  }

  lineEnd(): string {
    const encoded = `${this.end()}\r\n`;
    this.#column = 0;
    return encoded;
  }

  /** What is left of a last line that has no end. */
  end(): string {
    if (this.#blank === undefined) return '';
    const encoded = this.#put(escaped(this.#blank));
    this.#blank = undefined;
    return encoded;
  }

  #plainBlank(): string {
    if (this.#blank === undefined) return '';
    const encoded = this.#put(String.fromCharCode(this.#blank));
    this.#blank = undefined;
    return encoded;
  }

  #put(encoded: string): string {
    // One column stays free for the soft line break.
    const fits = this.#column + encoded.length < maxLine;
    this.#column = encoded.length + (fits ? this.#column : 0);
    return fits ? encoded : `=\r\n${encoded}`;
  }
}

function encodeOctet(octet: number): string {
  return octet > space && octet < 0x7f && octet !== equals ? String.fromCharCode(octet) : escaped(octet);
}

function escaped(octet: number): string {
  return `=${octet.toString(16).toUpperCase().padStart(2, '0')}`;
}
