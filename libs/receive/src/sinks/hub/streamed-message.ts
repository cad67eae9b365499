import {
  HopError,
  replies,
  ReplyError,
  UnknownOutcome,
  type EnvelopeReplies,
  type Reply,
} from '@mailyard/smtp';

import type { Hub } from './hub-chooser.js';
import { forClient, refusalIn, type HubTries, type ReachedHub } from './hub-tries.js';

/** A hub to which the envelope is on its way. */
interface Attempt {
  readonly at: ReachedHub;
  readonly answers: Promise<EnvelopeReplies>;
}

/**
 * A large message on its way from a client to a hub: each piece of content is passed on before the next one is read.
 * Until content goes out, a hub that dies or refuses is replaced by another one.
 */
export class StreamedMessage {
  readonly #tries: HubTries;
  #attempt: Attempt | undefined;
  #accepted: Promise<Attempt> | undefined;
  #hub: Hub;
  #aborted = false;

  private constructor(tries: HubTries, at: ReachedHub) {
    this.#tries = tries;
    this.#hub = at.hub;
    this.#attempt = this.#begin(at);
  }

  /** Resolves when a hub has been reached and the envelope is under way; rejects with a 4yz ReplyError if none can be. */
  static async begin(tries: HubTries): Promise<StreamedMessage> {
    return new StreamedMessage(tries, await tries.next({ alone: true }));
  }

  /** To which it goes, as far as one can tell. */
  get hub(): Hub {
    return this.#hub;
  }

  async write(piece: Buffer): Promise<void> {
    const attempt = await this.#taker();
    try {
      await attempt.at.connection.write(piece);
    } catch (error) {
      throw this.#lost(attempt, error);
    }
  }

  async end(): Promise<Reply> {
    const attempt = await this.#taker();
    // Without the last chunk the hub has no message.
    if (attempt.at.connection.failed) {
      throw this.#lost(attempt, new HopError('closed', 'the hub closed the connection'));
    }
    try {
      const [reply] = await attempt.at.connection.end();
      this.#attempt = undefined;
      this.#tries.answered(attempt.at, reply);
      attempt.at.release();
      return forClient(reply);
    } catch (error) {
      throw new UnknownOutcome({ cause: this.#lost(attempt, error).cause });
    }
  }

  abort(): void {
    this.#aborted = true;
    this.#attempt?.at.discard();
    this.#attempt = undefined;
  }

  /** The hub that has taken the envelope. Asked for when there is content to send, since then there is no way back. */
  #taker(): Promise<Attempt> {
    this.#accepted ??= this.#settle();
    return this.#accepted;
  }

  async #settle(): Promise<Attempt> {
    for (;;) {
      const attempt = this.#attempt ?? this.#begin(await this.#tries.next({ alone: true }));
      this.#attempt = attempt;
      this.#hub = attempt.at.hub;
      if (await this.#takes(attempt)) {
        if (!this.#aborted) return attempt;
        attempt.at.discard();
      }
      this.#attempt = undefined;
      if (this.#aborted) throw new Error('the client gave the transaction up');
    }
  }

  async #takes(attempt: Attempt): Promise<boolean> {
    try {
      const refusal = refusalIn(await attempt.answers);
      // The hub may have died after its replies, while the client was still thinking.
      if (refusal === undefined && attempt.at.connection.usable) return true;
      if (refusal === undefined) throw new HopError('closed', 'the hub closed the connection before content');
      this.#tries.refused(attempt.at, refusal);
    } catch (error) {
      this.#tries.failed(attempt.at, error);
    }
    return false;
  }

  #begin(at: ReachedHub): Attempt {
    const { envelope, client } = this.#tries.transaction;
    const answers = at.connection.begin(envelope, client);
    // Whoever needs the replies asks for them later; until then a failure is nobody's unhandled rejection.
    answers.catch(() => undefined);
    return { at, answers };
  }

  #lost(attempt: Attempt, error: unknown): ReplyError {
    if (this.#attempt === attempt) this.#tries.lost(attempt.at, error);
    this.#attempt = undefined;
    return new ReplyError(replies.hubUnavailable, { cause: error });
  }
}
