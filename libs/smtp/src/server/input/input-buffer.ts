import { replies } from '../../reply/replies.js';
import type { Reply } from '../../reply/reply.js';
import type { Offer } from '../session-handler.js';

const LF = 0x0a;
const CR = 0x0d;
const nothing = Buffer.alloc(0);

/** Octets of a line with its end. */
export interface LineLimits {
  readonly command: number;
  /** Of AUTH and of the responses that follow it. */
  readonly auth: number;
}

/** RFC 5321 §4.5.3.1.4 asks for 512 octets and more for each extension; RFC 4954 §4 for 12288 in AUTH. */
export const usualLines: LineLimits = { command: 2048, auth: 12_288 };

/** Of a command with a long address. */
const longLineMaxOctets = 8000;
/** Base64 of the 48,000 octets that a Kerberos token of Windows may have (MaxTokenSize), and AUTH GSSAPI before it. */
const kerberosLineMaxOctets = 65_536;

/** A peer whose line has no end so far does not speak SMTP, and would keep us busy for as long as it may be connected. */
export const endlessLineOctets = 4_194_304;

/** Without Kerberos nobody needs to make us keep more. */
export function linesOf({ longAddresses, auth }: Pick<Offer, 'longAddresses' | 'auth'>): LineLimits {
  return {
    command: longAddresses ? longLineMaxOctets : usualLines.command,
    auth: auth.includes('GSSAPI') ? kerberosLineMaxOctets : usualLines.auth,
  };
}

// Horizontal tab is the only control character with a use in a command.
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const controls = /[\x00-\x08\x0a-\x1f\x7f\ufffd]/;

/**
 * What the peer sent and nobody has taken yet: one chunk at most, so that memory stays bounded and TCP holds back the
 * peer. Commands are taken as lines, content as octets, from the same place.
 */
export class InputBuffer {
  #chunk: Buffer = nothing;
  #at = 0;
  /** The beginning of a line whose end has not come. */
  #partial: Buffer = nothing;
  /** The rest of a refused line is passed over; whatever stands there is never executed. */
  #discarding = false;
  #passedOver = 0;
  #ended = false;
  #resume: (() => void) | undefined;
  #wake: (() => void) | undefined;

  /** Gives a chunk; `resume` is called when it is used up. */
  push(chunk: Buffer, resume: () => void): void {
    this.#resume = resume;
    if (this.#ended || chunk.length === 0) return this.#requestMore();
    this.#chunk = chunk;
    this.#at = 0;
    this.#wakeReader();
  }

  /** No more will come; what is there can still be taken. */
  end(): void {
    this.#ended = true;
    this.#wakeReader();
  }

  /** Whether octets wait that came after what was taken last. */
  get pending(): boolean {
    return this.#at < this.#chunk.length;
  }

  /** How many octets can be taken. */
  get available(): number {
    return this.#chunk.length - this.#at;
  }

  /** Octets of a refused line that were passed over, since its end has not come. */
  get passedOver(): number {
    return this.#passedOver;
  }

  /** Waits for the peer. False: it has ended. Only to be called after a take gave nothing. */
  more(): Promise<boolean> {
    this.#requestMore();
    if (this.pending || this.#ended) return Promise.resolve(this.pending);
    return new Promise((resolve) => {
      this.#wake = () => resolve(this.pending);
    });
  }

  /**
   * A command line without its CRLF, or the refusal that a malformed one deserves, or undefined when more is needed.
   * Only CRLF ends a line (RFC 5321 §2.3.8): after a bare LF the text up to the next CRLF still belongs to the refused line.
   */
  takeLine(limits: LineLimits = usualLines): string | Reply | undefined {
    for (;;) {
      const lf = this.#chunk.indexOf(LF, this.#at);
      if (lf === -1) return this.#keepPartial(limits);
      const line = join(this.#partial, this.#chunk.subarray(this.#at, lf));
      this.#partial = nothing;
      this.#passedOver = 0;
      this.#at = lf + 1;
      const terminated = line.length > 0 && line[line.length - 1] === CR;
      const discarded = this.#discarding;
      this.#discarding = !terminated;
      if (!terminated) return replies.bareLineEnding;
      if (!discarded) return readLine(line, limits);
    }
  }

  /** A line of an AUTH exchange. */
  takeAuthLine({ auth }: LineLimits = usualLines): string | Reply | undefined {
    return this.takeLine({ command: auth, auth });
  }

  /** What is there of the content, at most `maxOctets`; undefined when more is needed. */
  takeOctets(maxOctets = Number.POSITIVE_INFINITY): Buffer | undefined {
    if (!this.pending) return undefined;
    const end = Math.min(this.#chunk.length, this.#at + maxOctets);
    const octets = this.#chunk.subarray(this.#at, end);
    this.#at = end;
    return octets;
  }

  /** Gives back what came after the content. Only to be called when everything had been taken. */
  unread(octets: Buffer): void {
    this.#chunk = octets;
    this.#at = 0;
  }

  /** Forgets what is there. */
  discard(): void {
    this.#at = this.#chunk.length;
    this.#partial = nothing;
  }

  #keepPartial(limits: LineLimits): Reply | undefined {
    const partial = join(this.#partial, this.#chunk.subarray(this.#at));
    this.#at = this.#chunk.length;
    const tooLong = !this.#discarding && partial.length >= maxOctetsOf(partial, limits);
    this.#discarding ||= tooLong;
    if (this.#discarding) this.#passedOver += partial.length;
    // Of a refused line only the last octet matters: it may be the CR before its LF.
    this.#partial = this.#discarding ? Buffer.from(partial.subarray(-1)) : partial;
    return tooLong ? replies.lineTooLong : undefined;
  }

  #requestMore(): void {
    const resume = this.#resume;
    this.#resume = undefined;
    resume?.();
  }

  #wakeReader(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}

function readLine(line: Buffer, limits: LineLimits): string | Reply {
  if (line.length + 1 > maxOctetsOf(line, limits)) return replies.lineTooLong;
  const text = line.toString('utf8', 0, line.length - 1);
  if (!controls.test(text)) return text;
  return text.includes('\r') ? replies.bareLineEnding : replies.invalidCharacter;
}

function maxOctetsOf(line: Buffer, { command, auth }: LineLimits): number {
  if (line.length < command) return command;
  return line.toString('latin1', 0, 5).toUpperCase() === 'AUTH ' ? auth : command;
}

function join(head: Buffer, tail: Buffer): Buffer {
  return head.length === 0 ? tail : Buffer.concat([head, tail]);
}
