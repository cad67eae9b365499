import type { Answer } from '../../reply/reply.js';

/** A transaction whose content is complete, and whose final answer is still to come. */
export class UnderWay {
  constructor(
    readonly octets: number,
    /** Undefined: there will be none (RFC 1047). */
    readonly answer: Promise<Answer | undefined>,
  ) {}
}

/** Beyond them a peer waits before it is read on. What its handler keeps of each transaction is bounded by them, too. */
const transactionsMax = 32;
const octetsMax = 8_388_608;
const answersMax = 1000;

export interface ReplyQueueOwner {
  /** Sends an answer that is due. False: nothing may be said after it. */
  say(answer: Answer): boolean;
  /** A transaction has come to its end. False: it is not known how, so nothing is said of it. */
  ended(answer: Answer | undefined): void;
  /** No reply waits any more. */
  answered(): void;
}

/**
 * The replies of a session that reads on while transactions are under way: they leave in the order of the commands
 * (RFC 2920 §3.2), whichever transaction ends first. Where one has no answer, those behind it can have none either: they
 * would be taken for its.
 */
export class ReplyQueue {
  readonly #owner: ReplyQueueOwner;
  /** The first one is not there yet, else it would have left. */
  #waiting: Entry[] = [];
  #transactions = 0;
  #octets = 0;
  #over = false;
  #cutShort = false;
  #fault: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(owner: ReplyQueueOwner) {
    this.#owner = owner;
  }

  get empty(): boolean {
    return this.#waiting.length === 0;
  }

  /** A reply that was due has not come, or nothing may follow the last one. */
  get cutShort(): boolean {
    return this.#cutShort;
  }

  push(answer: Answer | UnderWay): void {
    const entry: Entry = { answer: undefined, there: false };
    if (!this.#over) this.#waiting.push(entry);
    if (!(answer instanceof UnderWay)) return this.#arrived(entry, answer);
    void this.#follow(entry, answer);
  }

  /** Undefined unless so much is under way that the peer must wait. */
  room(): Promise<void> | undefined {
    const full = (): boolean =>
      !this.#over &&
      (this.#transactions >= transactionsMax ||
        this.#octets >= octetsMax ||
        this.#waiting.length >= answersMax);
    return full() ? this.#until(() => !full()) : undefined;
  }

  /** Resolves when every reply has left, or none will any more. */
  answered(): Promise<void> {
    return this.#until(() => this.empty);
  }

  /** The session is over: what has no reply yet gets none. */
  close(): void {
    this.#over = true;
    this.#cutShort ||= !this.empty;
    this.#waiting = [];
    this.#woken();
  }

  /** Resolves when no transaction is under way any more; rejects when the end of one could not be told. */
  async settled(): Promise<void> {
    await this.#until(() => this.#transactions === 0);
    if (this.#fault !== undefined) throw this.#fault;
  }

  async #follow(entry: Entry, { answer, octets }: UnderWay): Promise<void> {
    this.#transactions += 1;
    this.#octets += octets;
    try {
      const final = await answer;
      this.#owner.ended(final);
      this.#arrived(entry, final);
    } catch (error) {
      this.#fault ??= error instanceof Error ? error : new Error('a reply failed', { cause: error });
      this.#owner.ended(undefined);
      this.close();
    } finally {
      this.#transactions -= 1;
      this.#octets -= octets;
      this.#woken();
    }
  }

  #arrived(entry: Entry, answer: Answer | undefined): void {
    entry.there = true;
    entry.answer = answer;
    if (this.#waiting[0] === entry) this.#leave();
  }

  #leave(): void {
    for (let first = this.#waiting[0]; first?.there === true; first = this.#waiting[0]) {
      // It counts as due until it has been said.
      if (first.answer === undefined || !this.#owner.say(first.answer)) return this.close();
      this.#waiting.shift();
    }
    if (this.empty) this.#owner.answered();
  }

  async #until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #woken(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}

interface Entry {
  there: boolean;
  answer: Answer | undefined;
}
