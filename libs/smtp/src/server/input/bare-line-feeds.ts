const CR = 0x0d;
const LF = 0x0a;

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
