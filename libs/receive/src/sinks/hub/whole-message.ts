import type { MemoryAllowance } from '@mailyard/service';
import { HopError, UnknownOutcome, type Reply } from '@mailyard/smtp';

import type { Hub } from './hub-chooser.js';
import { forClient, refusalIn, type HubTries, type ReachedHub } from './hub-tries.js';

/** Most mail is smaller. What is not, is sent on while it comes. */
export const wholeMessageBytesMax = 262_144;
/** While many are kept, the small ones have what room there is. */
const whileMemoryIsShort = 65_536;
/** What keeping a piece costs beside its octets: whoever sends them one by one must not cost much more than they are. */
const pieceBytes = 128;

/**
 * A small message: kept until its end, then sent in one piece. Up to then a hub that refuses or dies has nothing of it,
 * and is replaced by another one; so is one whose answers tell that it has not taken the message.
 */
export class WholeMessage {
  readonly #tries: HubTries;
  readonly #memory: MemoryAllowance;
  #reached: ReachedHub;
  #pieces: Buffer[] = [];
  #bytes = 0;

  private constructor(tries: HubTries, reached: ReachedHub, memory: MemoryAllowance) {
    this.#tries = tries;
    this.#reached = reached;
    this.#memory = memory;
  }

  /** Resolves when a hub is there; rejects with a 4yz ReplyError if none is. */
  static async begin(tries: HubTries, memory: MemoryAllowance): Promise<WholeMessage> {
    return new WholeMessage(tries, await tries.next({ alone: false }), memory);
  }

  /** To which it goes, as far as one can tell. */
  get hub(): Hub {
    return this.#reached.hub;
  }

  /** False: it is too large by now, or memory is short. */
  keep(piece: Buffer): boolean {
    const bytes = piece.length + pieceBytes;
    const max = this.#memory.short ? whileMemoryIsShort : wholeMessageBytesMax;
    if (this.#bytes + bytes > max || this.#memory.free < bytes) return false;
    this.#memory.take(bytes);
    this.#bytes += bytes;
    this.#pieces.push(withoutRest(piece));
    return true;
  }

  /** Somebody else streams it, and says when what was kept is on its way. */
  handOver(): { readonly pieces: readonly Buffer[]; readonly sent: () => void } {
    this.#tries.putBack(this.#reached);
    return { pieces: this.#pieces, sent: () => this.#forget() };
  }

  async end(): Promise<Reply> {
    this.#tries.putBack(this.#reached);
    try {
      for (;;) {
        // Of the connections to a hub one that has room now.
        this.#reached = await this.#tries.next({ alone: false });
        const reply = await this.#sendTo(this.#reached);
        if (reply !== undefined) return reply;
      }
    } finally {
      this.#forget();
    }
  }

  abort(): void {
    this.#forget();
    this.#reached.release();
  }

  #forget(): void {
    this.#memory.give(this.#bytes);
    this.#bytes = 0;
    this.#pieces = [];
  }

  /** Undefined: this hub has nothing of it. */
  async #sendTo(reached: ReachedHub): Promise<Reply | undefined> {
    const { envelope, client } = this.#tries.transaction;
    try {
      const answers = await reached.connection.transact(envelope, this.#pieces, { proxy: client });
      const refusal = refusalIn(answers);
      if (refusal === undefined) {
        const [reply] = answers.replies;
        this.#tries.answered(reached, reply);
        reached.release();
        return forClient(reply);
      }
      this.#tries.refused(reached, refusal);
      return undefined;
    } catch (error) {
      // All of it has gone out, and nobody has said what became of it.
      if (!(error instanceof HopError) || error.mayBeTaken) {
        this.#tries.lost(reached, error);
        throw new UnknownOutcome({ cause: error });
      }
      this.#tries.failed(reached, error);
      return undefined;
    }
  }
}

/** A piece that is a small part of what was read with it would keep all of that in memory. */
function withoutRest(piece: Buffer): Buffer {
  return 2 * piece.length < piece.buffer.byteLength ? Buffer.from(piece) : piece;
}
