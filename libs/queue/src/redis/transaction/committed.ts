import type { Moment } from '../bull/moment.js';
import type { ScriptSteps } from './transaction-script.js';

/** A step whose result is known once its transaction is committed, see `Committed.resultOf`. */
export interface Step<Result> {
  readonly add: (steps: ScriptSteps) => void;
  /** `at`: where the reply to the step's first part is; `asked`: when the transaction was. */
  readonly read: (replies: readonly unknown[], at: number, asked: Moment) => Result;
}

/** What came of a transaction, step by step. */
export class Committed {
  readonly #replies: readonly unknown[];
  readonly #places: ReadonlyMap<Step<unknown>, number>;
  /** When Redis was asked; what it has promised holds from then on. */
  readonly asked: Moment;

  constructor(replies: readonly unknown[], places: ReadonlyMap<Step<unknown>, number>, asked: Moment) {
    this.#replies = replies;
    this.#places = places;
    this.asked = asked;
  }

  resultOf<Result>(step: Step<Result>): Result {
    return step.read(this.#replies, this.#placeOf(step), this.asked);
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
