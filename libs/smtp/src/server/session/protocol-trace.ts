import type { ProtocolEvent } from '../../protocol-log/protocol-event.js';
import type { Reply } from '../../reply/reply.js';
import type { Session, SessionHandler } from '../session-handler.js';

/**
 * Twice what a message with the most recipients of a connector makes. A session that says more without a message would
 * only push the lines of others out of the folder, whose size is bounded.
 */
const linesWithoutMessageMax = 20_000;

const crlf = '\r\n';
const masked = '<Binary Data>';

// X-EXPS is the AUTH between Exchange servers.
const authentication = /^\s*(AUTH|X-EXPS)\s*([\w-]*)/i;

// Any other word behind AUTH may be the secret itself, from a client that left out the mechanism.
const mechanism =
  /^(?:LOGIN|PLAIN|GSSAPI|NTLM|EXTERNAL|XOAUTH2|OAUTHBEARER|(?:CRAM|DIGEST)-MD5|SCRAM-SHA-(?:1|256)(?:-PLUS)?)$/i;

/** The protocol log of a session. What may be a password is never in it. */
export class ProtocolTrace {
  #secretsMayFollow = false;
  #lines = 0;
  #leftOut = 0;

  constructor(
    private readonly handler: SessionHandler,
    private readonly session: Session,
  ) {}

  event(event: ProtocolEvent['event'], data: string, context?: string): void {
    if (this.#isSilent) return;
    if (this.#lines >= linesWithoutMessageMax && event !== '-') {
      this.#leftOut += 1;
      return;
    }
    if (this.#leftOut > 0) {
      const said = `${this.#leftOut} lines left out`;
      this.handler.log({ event: '*', data: '', context: said }, this.session);
      this.#leftOut = 0;
    }
    this.#lines += 1;
    this.handler.log(context === undefined ? { event, data } : { event, data, context }, this.session);
  }

  get #isSilent(): boolean {
    return this.handler.logs?.(this.session) === false;
  }

  /** So many are begun with it. */
  messageBegins(messages: number): void {
    if (this.#isSilent) return;
    this.event('*', `${this.session.id};${new Date().toISOString()};${messages}`, 'receiving message');
  }

  /** A message was taken to its end. */
  messageEnded(): void {
    this.#lines = 0;
  }

  /** `known`: its verb, if we know it. A client whose AUTH was refused may go on with its password; such lines are no command that we know. */
  command(line: string, known: string | undefined): void {
    if (known !== undefined && known !== 'AUTH') return this.event('<', line);
    const [, verb = '', name] = authentication.exec(line) ?? [];
    if (name !== undefined) {
      this.#secretsMayFollow = true;
      this.event('<', `${verb} ${name === '' || mechanism.test(name) ? name : masked}`.trimEnd());
    } else {
      this.event('<', this.#unknown(line));
    }
  }

  /** Of a command that we do not know, such as `PASS secret` of POP3, the verb alone is shown. */
  #unknown(line: string): string {
    const [verb = '', ...rest] = line.split(' ');
    if (this.#secretsMayFollow || !/^[A-Za-z][\w-]{0,15}$/.test(verb)) return masked;
    return rest.length === 0 ? verb : `${verb} ${masked}`;
  }

  tarpit(delayMs: number, reply: Reply): void {
    this.event('*', `Tarpit for '${formatTimeSpan(delayMs)}' due to '${reply.toString()}'`);
  }

  authResponse(): void {
    this.event('<', masked);
  }

  /** A line that could not be read as a command. */
  malformedLine(): void {
    this.event('<', masked);
  }

  /** What 334 carries is a part of the exchange, a token of Kerberos for one. */
  reply(wire: string): void {
    if (this.#isSilent) return;
    if (wire.startsWith('334')) return this.event('>', '334 <authentication response>');
    const end = wire.length - crlf.length;
    if (wire.indexOf(crlf) === end) return this.event('>', wire.slice(0, end));
    for (const line of wire.slice(0, end).split(crlf)) this.event('>', line);
  }
}

/** `0.00:00:05`, as Exchange writes it. */
function formatTimeSpan(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [Math.trunc(seconds / 3600) % 24, Math.trunc(seconds / 60) % 60, seconds % 60];
  return `${Math.trunc(seconds / 86_400)}.${parts.map((part) => String(part).padStart(2, '0')).join(':')}`;
}
