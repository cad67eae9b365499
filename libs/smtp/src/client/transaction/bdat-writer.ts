import type { Reply } from '../../reply/reply.js';
import type { Awaiting, CommandChannel } from '../command-channel.js';
import { HopError } from '../hop-error.js';
import { conclude, mayConclude } from './conclude.js';
import type { Hold } from '../hold.js';

// Small pieces are joined, since each BDAT costs a reply; but never held so long that the peer thinks us gone.
const chunkBytesMin = 65_536;
const holdMs = 1_000;
const chunksOutstandingMax = 8;

/**
 * Content as BDAT chunks (RFC 3030 §2), sent without waiting for the reply to each. After a refused chunk nothing
 * more is sent and `end` tells the refusal.
 */
export class BdatWriter {
  readonly #channel: CommandChannel;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #heldSince = 0;
  #outstanding = 0;
  #refusal: Reply | undefined;
  #wake: (() => void) | undefined;
  #refuseEnd: ((refusal: Reply) => void) | undefined;

  constructor(channel: CommandChannel) {
    this.#channel = channel;
  }

  get refused(): boolean {
    return this.#refusal !== undefined;
  }

  /** Resolves when more may be written. */
  async write(chunk: Buffer): Promise<void> {
    if (this.#refusal !== undefined) return;
    const now = performance.now();
    if (this.#heldBytes === 0) this.#heldSince = now;
    this.#keep(chunk);
    if (this.#heldBytes < chunkBytesMin && now - this.#heldSince < holdMs) return;
    this.#flush();
    this.#channel.await(this.#chunkReply());
    await this.#room();
    if (this.#channel.failure !== undefined && this.#refusal === undefined) throw this.#channel.failure;
  }

  /** `count` tells, once the replies to the envelope are there, how many replies end the transaction. */
  end(lastPieces: readonly Buffer[], count: () => number, hold?: Hold): Promise<readonly Reply[]> {
    if (this.#refusal !== undefined) return Promise.resolve(repeat(this.#refusal, count()));
    for (const piece of lastPieces) this.#keep(piece);
    this.#conclude(hold);
    const refused = new Promise<readonly Reply[]>((resolve) => {
      this.#refuseEnd = (refusal) => resolve(repeat(refusal, count()));
    });
    return Promise.race([refused, this.#channel.replies('end', count)]);
  }

  #keep(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
  }

  #flush(): void {
    this.#channel.command(`BDAT ${this.#heldBytes}`);
    for (const chunk of this.#takeHeld()) this.#channel.octets(chunk);
  }

  /** If the message is not ours any more the channel fails, and with it who waits for the replies. */
  #conclude(hold: Hold | undefined): void {
    if (this.#heldBytes === 0 && hold !== undefined) {
      void this.#concludeEmpty(hold);
      return;
    }
    this.#channel.command(`BDAT ${this.#heldBytes} LAST`);
    void conclude(this.#channel, this.#takeHeld(), hold);
  }

  /** Then the command is the end. */
  async #concludeEmpty(hold: Hold): Promise<void> {
    await mayConclude(this.#channel, hold);
    this.#channel.command('BDAT 0 LAST');
  }

  #takeHeld(): readonly Buffer[] {
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    return held;
  }

  #chunkReply(): Awaiting {
    this.#outstanding += 1;
    const finished = (): void => {
      this.#outstanding -= 1;
      this.#wake?.();
    };
    return {
      step: 'chunk',
      take: (reply) => {
        if (!reply.positive) this.#refuse(reply);
        finished();
        return true;
      },
      fail: finished,
    };
  }

  #refuse(reply: Reply): void {
    this.#refusal ??= reply;
    this.#held = [];
    this.#refuseEnd?.(reply);
    // What the peer still answers to chunks under way is of no use, so this connection ends here.
    this.#channel.fail(new HopError('closed', `chunk refused: ${reply.toString()}`, { reply }));
  }

  async #room(): Promise<void> {
    while (this.#outstanding >= chunksOutstandingMax) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    await this.#channel.drained();
  }
}

function repeat(reply: Reply, count: number): readonly Reply[] {
  return Array.from({ length: count }, () => reply);
}
