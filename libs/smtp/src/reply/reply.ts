/** `class.subject.detail` of RFC 3463, without a leading code. */
export type EnhancedStatusCode = `${2 | 4 | 5}.${number}.${number}`;

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const controls = /[\x00-\x1f\x7f]/;
const everyControl = new RegExp(controls, 'g');

/**
 * An SMTP reply (RFC 5321 §4.2) with its enhanced status code (RFC 2034).
 * `status` is undefined where RFC 2034 §4 forbids one: the greeting, the answers to HELO and EHLO, 3yz replies.
 * `text` may hold several lines, separated by `\n`.
 */
export class Reply {
  /** Most replies are said again and again. */
  #wire: string | undefined;

  constructor(
    readonly code: number,
    readonly status: EnhancedStatusCode | undefined,
    readonly text: string,
  ) {}

  /** 2yz: the command was carried out. */
  get positive(): boolean {
    return this.code >= 200 && this.code < 300;
  }

  /** 4yz: the sender may try again later. */
  get transient(): boolean {
    return this.code >= 400 && this.code < 500;
  }

  /** 5yz: trying again unchanged is pointless. */
  get permanent(): boolean {
    return this.code >= 500;
  }

  /** The same reply with another text, for the few that carry a value. */
  withText(text: string): Reply {
    return new Reply(this.code, this.status, text);
  }

  /** The reply as it goes over the wire, each line ended by CRLF. */
  toWire(options: { readonly enhanced: boolean } = { enhanced: true }): string {
    if (!options.enhanced && this.status !== undefined) return this.#format('');
    this.#wire ??= this.#format(this.status === undefined ? '' : `${this.status} `);
    return this.#wire;
  }

  #format(status: string): string {
    if (!controls.test(this.text)) return `${this.code} ${status}${this.text}\r\n`;
    // What a peer sent may stand in a text: it must not make further replies of it.
    const lines = this.text.split('\n').map((line) => line.replaceAll(everyControl, ' '));
    return lines
      .map((line, index) => `${this.code}${index < lines.length - 1 ? '-' : ' '}${status}${line}\r\n`)
      .join('');
  }

  /** One line for logs, DSNs and `LastError`. */
  toString(): string {
    const status = this.status === undefined ? '' : `${this.status} `;
    return `${this.code} ${status}${this.text.replaceAll('\n', ' ')}`;
  }

  /** Reads reply lines as a client receives them, without their CRLF. */
  static parse(lines: readonly string[]): Reply {
    const code = Number(lines.at(-1)?.slice(0, 3));
    if (!Number.isInteger(code) || code < 200 || code > 599) {
      throw new Error(`not an SMTP reply: ${JSON.stringify(lines.at(-1) ?? '')}`);
    }
    const texts = lines.map((line) => line.slice(4));
    const status = /^([245]\.\d{1,3}\.\d{1,3})(?: |$)/.exec(texts[0] ?? '')?.[1];
    if (status === undefined) return new Reply(code, undefined, texts.join('\n'));
    const withoutStatus = texts.map((text) =>
      text.startsWith(status) ? text.slice(status.length + 1) : text,
    );
    return new Reply(code, status as EnhancedStatusCode, withoutStatus.join('\n'));
  }
}

/** What a command is answered with; several replies only at the end of content over LMTP (RFC 2033 §4.2). */
export type Answer = Reply | readonly Reply[];

/** A refusal inside a session: `reply` is for the peer, `cause` for the log only. */
export class ReplyError extends Error {
  override readonly name = 'ReplyError';
  /**
   * A client's session ends after this refusal. Whoever refuses decides it, never the words of a reply: those may come
   * from another host. A connection between servers carries the messages of many clients, and goes on.
   */
  readonly endsSession: boolean;

  constructor(
    readonly reply: Reply,
    { endsSession = false, ...options }: { readonly cause?: unknown; readonly endsSession?: boolean } = {},
  ) {
    super(reply.toString(), options);
    this.endsSession = endsSession;
  }
}

/**
 * It is not known whether the message was taken, nor will it be in time. 250 could be a lie, and so could a refusal, after
 * which the message must not be delivered (RFC 5321 §4.2.5): the session ends without a reply, as if the connection had
 * been lost, and the client sends again (RFC 1047).
 */
export class UnknownOutcome extends Error {
  override readonly name = 'UnknownOutcome';

  constructor(options: { readonly cause: unknown }) {
    super('whether the message was taken is not known: the session ends without a reply', options);
  }
}
