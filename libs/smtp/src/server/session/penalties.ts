import type { Reply } from '../../reply/reply.js';
import type { SessionLimits } from '../session-handler.js';

/** What errors cost the peer: delays, and in the end the connection. A limit of 0 is off. */
export class Penalties {
  #protocolErrors = 0;
  #logonFailures = 0;
  #logonFailed = false;

  constructor(private readonly limits: SessionLimits) {}

  /**
   * The command that is being answered was a logon, and nobody was logged on: whoever is told to come back later must not
   * come back at once, and not for ever in one session.
   */
  logonFailed(): void {
    this.#logonFailed = true;
  }

  /** Tarpit: the delay before a reply. */
  delayMs(reply: Reply, session: { readonly authenticated: boolean }): number {
    if (this.#logonFailed) return this.limits.authTarpitMs;
    return reply.permanent && !session.authenticated ? this.limits.tarpitMs : 0;
  }

  /** Counts the reply to a command; true when it was one too many. */
  exhaustedBy(reply: Reply): boolean {
    if (this.#logonFailed) {
      this.#logonFailed = false;
      this.#logonFailures += 1;
      return reached(this.#logonFailures, this.limits.maxLogonFailures);
    }
    if (!isProtocolError(reply)) return false;
    this.#protocolErrors += 1;
    return reached(this.#protocolErrors, this.limits.maxProtocolErrors);
  }
}

/** Syntax and order of commands (RFC 5321 §4.2.1: x0z, and 555); refusals for reasons of policy are none. */
function isProtocolError(reply: Reply): boolean {
  return (reply.code >= 500 && reply.code <= 504) || reply.code === 555;
}

function reached(count: number, limit: number): boolean {
  return limit > 0 && count >= limit;
}

/**
 * Counts the commands since the last message that brought none nearer. Each of them is legitimate; a session of nothing
 * else uses up what others need.
 */
export class CommandsWithoutMail {
  #count = 0;
  #carriesMail = false;

  constructor(private readonly limits: Pick<SessionLimits, 'maxCommandsWithoutMail'>) {}

  /** The command that is being answered brings a recipient or octets of a message. */
  carriesMail(): void {
    this.#carriesMail = true;
  }

  /** A message was taken to its end, whatever became of it. */
  messageEnded(): void {
    this.#count = 0;
    this.#carriesMail = true;
  }

  /** Called once for each command that was answered; true when it was one too many. */
  exhausted(): boolean {
    if (!this.#carriesMail) this.#count += 1;
    this.#carriesMail = false;
    const { maxCommandsWithoutMail: limit } = this.limits;
    return limit > 0 && this.#count >= limit;
  }
}
