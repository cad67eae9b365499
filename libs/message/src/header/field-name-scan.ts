/** RFC 5322 §2.1.1: no line is longer, so a name without its colon by then is none. */
const maxLineBytes = 998;
/** What stands before the header is a line or two; whoever sends more has no header. */
const maxLeadBytes = 4 * maxLineBytes;
/** Printable ASCII, then a colon, with the white space before it that RFC 5322 §4.5 tells us to read. */
const field = /^[!-9;-~]+[ \t]*:/;
const emptyLine = /^\r?\n/;
const undecided = /^(?:\r|[!-9;-~]+[ \t]*)?$/;
const byteOrderMark = '\u00EF\u00BB\u00BF';
/** The line in which a mailbox file keeps the envelope (RFC 4155), quoted or not; `From :` is a header field. */
const mboxLine = /^>?From (?![ \t]*:)[^\r\n]*\r?\n/;
const openMboxLine = /^>?From (?![ \t]*:)[^\r\n]*\r?$/;

/**
 * Tells from a message's first octets whether it begins with a header field (RFC 5322 §2.2). An empty first line is an
 * empty header block and counts as `field`. A byte order mark and lines of a mailbox file before the first field are no
 * part of the message: mail programs that export and read text files leave them there.
 */
export class FieldNameScan {
  state: 'open' | 'field' | 'no-field' = 'open';
  /** Octets before the first field; known once the state is `field`. */
  leadBytes = 0;
  #text = '';

  feed(chunk: Buffer): 'open' | 'field' | 'no-field' {
    for (let taken = 0; this.state === 'open' && taken < chunk.length; taken += maxLineBytes + 1) {
      this.#text += chunk.toString('latin1', taken, taken + maxLineBytes + 1);
      this.#judge();
    }
    return this.state;
  }

  #judge(): void {
    const lead = leadOf(this.#text);
    const rest = this.#text.slice(lead);
    if (field.test(rest) || (lead === 0 && emptyLine.test(rest))) {
      this.state = 'field';
      this.leadBytes = lead;
    } else if (lead > maxLeadBytes || !mayBecomeField(rest, lead)) {
      this.state = 'no-field';
    }
  }
}

/** Length of what is complete of the mark and the lines before the header. */
function leadOf(text: string): number {
  let end = text.startsWith(byteOrderMark) ? byteOrderMark.length : 0;
  for (let line = mboxLine.exec(text.slice(end)); line !== null; line = mboxLine.exec(text.slice(end))) {
    end += line[0].length;
  }
  return end;
}

function mayBecomeField(rest: string, lead: number): boolean {
  if (rest.length > maxLineBytes) return false;
  if (lead === 0 && byteOrderMark.startsWith(rest)) return true;
  return (undecided.test(rest) && !(lead > 0 && rest === '\r')) || openMboxLine.test(rest);
}
