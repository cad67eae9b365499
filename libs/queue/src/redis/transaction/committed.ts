import type { ScriptSteps } from './transaction-script.js';

/** A step whose result is known once its transaction is committed, see `Committed.resultOf`. */
export interface Step<Result> {
  readonly add: (steps: ScriptSteps) => void;
  /** `at`: where the reply to the step's first part is. */
  readonly read: (replies: readonly unknown[], at: number) => Result;
}

/** What came of a transaction, step by step. */
export class Committed {
  readonly #replies: readonly unknown[];
  readonly #places: ReadonlyMap<Step<unknown>, number>;

  constructor(replies: readonly unknown[], places: ReadonlyMap<Step<unknown>, number>) {
    this.#replies = replies;
    this.#places = places;
  }

  resultOf<Result>(step: Step<Result>): Result {
    return step.read(this.#replies, this.#placeOf(step));
  }

  /** What the script has answered to it. */
  replyTo(step: Step<unknown>): unknown {
    return this.#replies[this.#placeOf(step)];
  }

  #placeOf(step: Step<unknown>): number {
    const at = this.#places.get(step);
    if (at === undefined) throw new Error('a step of another transaction');
    return at;
  }
}
