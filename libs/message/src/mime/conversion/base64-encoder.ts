/** 76 characters of base64 (RFC 2045 §6.8). */
const lineOctets = 57;

/** A body as base64, piece by piece. Its last line has no end: what follows begins with one. */
export class Base64Encoder {
  #rest: Buffer = Buffer.alloc(0);
  #started = false;

  text(octets: Buffer): string {
    const all = this.#rest.length === 0 ? octets : Buffer.concat([this.#rest, octets]);
    const whole = all.length - (all.length % lineOctets);
    this.#rest = Buffer.from(all.subarray(whole));
    return this.#lines(all.subarray(0, whole));
  }

  lineEnd(): string {
    return this.text(Buffer.from('\r\n'));
  }

  end(): string {
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    return this.#lines(rest);
  }

  #lines(octets: Buffer): string {
    if (octets.length === 0) return '';
    const text = octets.toString('base64').replaceAll(/.{76}(?=.)/g, '$&\r\n');
    const joined = this.#started ? `\r\n${text}` : text;
    this.#started = true;
    return joined;
  }
}
