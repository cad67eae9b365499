import type { Reply } from '../../reply/reply.js';
import type { Awaiting, CommandChannel } from '../command-channel.js';
import { HopError } from '../hop-error.js';

/** RFC 5321 §4.1.1.5: nobody refuses RSET. With who does nothing can be begun. */
export class ResetReply implements Awaiting {
  readonly step = 'command';
  readonly #channel: CommandChannel;
  readonly #over: () => void;

  constructor(channel: CommandChannel, over: () => void = () => undefined) {
    this.#channel = channel;
    this.#over = over;
  }

  take(reply: Reply): boolean {
    if (!reply.positive) this.#channel.fail(HopError.refused('protocol', reply));
    this.#over();
    return true;
  }

  /** The transaction behind it hears the same. */
  fail(): void {
    this.#over();
  }
}
