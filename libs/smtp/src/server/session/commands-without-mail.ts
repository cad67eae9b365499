import type { SessionLimits } from '../session-handler.js';

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
