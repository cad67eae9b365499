/** RFC 5322 §2.1.1: no line is longer, so a name without its colon by then is none. */
const maxLineBytes = 998;

/** Printable ASCII, then a colon, with the white space before it that RFC 5322 §4.5 tells us to read; or an empty line. */
const field = /^(?:[!-9;-~]+[ \t]*:|\r?\n)/;
const undecided = /^(?:\r|[!-9;-~]+[ \t]*)?$/;

/**
 * Tells from a message's first octets whether it begins with a header field (RFC 5322 §2.2). An empty first line is an
 * empty header block and counts as `field`.
 */
export class FieldNameScan {
  state: 'open' | 'field' | 'no-field' = 'open';
  #text = '';

  feed(chunk: Buffer): 'open' | 'field' | 'no-field' {
    if (this.state !== 'open') return this.state;
    this.#text += chunk.toString('latin1', 0, maxLineBytes + 1);
    if (field.test(this.#text)) this.state = 'field';
    else if (this.#text.length > maxLineBytes || !undecided.test(this.#text)) this.state = 'no-field';
    return this.state;
  }
}
