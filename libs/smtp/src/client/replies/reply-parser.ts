import { Reply } from '../../reply/reply.js';
import { HopError } from '../hop-error.js';

// RFC 5321 §4.5.3.1.5 allows 512 octets a line; long enhanced texts of real servers pass it.
const lineBytesMax = 4096;
const linesMax = 128;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const everyControl = /[\x00-\x1f\x7f]/g;

/** Joins what comes from the socket into replies (RFC 5321 §4.2.1). Memory is bounded by the limits above. */
export class ReplyParser {
  #rest: Buffer | undefined;
  #lines: string[] = [];
  #begunAt: number | undefined;

  /** True between replies: no octet of a next one has come. */
  get empty(): boolean {
    return this.#rest === undefined && this.#lines.length === 0;
  }

  /** Each octet winds up the socket's timer, but a reply that has begun has to end in time, too. Throws HopError. */
  checkPace(timeoutMs: number): void {
    const late = this.#begunAt !== undefined && performance.now() - this.#begunAt > timeoutMs;
    if (late) throw new HopError('timeout', 'no whole reply in time');
  }

  /** At most so many replies; throws HopError when this is not SMTP. */
  read(chunk: Buffer, most = Infinity): Reply[] {
    const buffer = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk]);
    const replies: Reply[] = [];
    let start = 0;
    for (
      let end = buffer.indexOf(lineFeed);
      end >= 0 && replies.length < most;
      end = buffer.indexOf(lineFeed, start)
    ) {
      checkLength(end - start);
      const reply = this.#line(buffer.toString('utf8', start, endOfText(buffer, { start, end })));
      if (reply !== undefined) replies.push(reply);
      start = end + 1;
    }
    if (replies.length < most) checkLength(buffer.length - start);
    this.#rest = start === buffer.length ? undefined : buffer.subarray(start);
    this.#noteBegin(replies.length > 0);
    return replies;
  }

  #noteBegin(whole: boolean): void {
    if (whole) this.#begunAt = undefined;
    if (!this.empty) this.#begunAt ??= performance.now();
  }

  /** What came behind the last reply; it is no part of one any more. */
  takeRest(): Buffer | undefined {
    const rest = this.#rest;
    this.#rest = undefined;
    return rest;
  }

  #line(line: string): Reply | undefined {
    const first = this.#lines[0] ?? line;
    // All lines of a reply carry the same code (RFC 5321 §4.2.1).
    if (!/^[2-5]\d\d(?:[ -]|$)/.test(line) || line.slice(0, 3) !== first.slice(0, 3)) {
      throw new HopError('protocol', `not an SMTP reply: ${JSON.stringify(line.slice(0, 80))}`);
    }
    // Texts reach logs and DSNs: NUL and the like end here.
    this.#lines.push(line.replaceAll(everyControl, ' '));
    if (this.#lines.length > linesMax) throw new HopError('protocol', 'too many lines in a reply');
    if (line[3] === '-') return undefined;
    const reply = Reply.parse(this.#lines);
    this.#lines = [];
    return reply;
  }
}

function checkLength(lineBytes: number): void {
  if (lineBytes > lineBytesMax) throw new HopError('protocol', 'reply line too long');
}

function endOfText(buffer: Buffer, line: { readonly start: number; readonly end: number }): number {
  return line.end > line.start && buffer[line.end - 1] === carriageReturn ? line.end - 1 : line.end;
}
