import { DatabaseError } from '../connection/database-error.js';
import type { QueueConnection } from '../connection/queue-connection.js';
import { transactionScript, type ScriptSteps, type Verdict } from './transaction-script.js';

/** So many marks are removed by one transaction; Lua can spread a few thousand words at most. */
const marksMax = 1_000;

export interface TransactionsOptions {
  readonly connection: QueueConnection;
  /** Of every key of the server. */
  readonly prefix: string;
  readonly lockMs: number;
}

/** Carries transactions out, each as a whole. What it throws is a DatabaseError. */
export class Transactions {
  readonly #options: TransactionsOptions;
  /** Marks of acceptances that nobody will ask for any more. */
  #answered: string[] = [];

  constructor(options: TransactionsOptions) {
    this.#options = options;
  }

  /**
   * The replies to the steps, in their order. With the mark of an acceptance they are carried out once, and not after the
   * time in which we wait for the answer.
   */
  async run(steps: ScriptSteps, mark?: string): Promise<readonly unknown[]> {
    const answered = this.#answered.splice(0, marksMax);
    const [first, ...others] = answered;
    if (first !== undefined) steps.command('DEL', first, ...others);
    try {
      const replies = await this.#carryOut(steps, mark);
      if (mark !== undefined) this.#answered.push(mark);
      return replies;
    } catch (error) {
      this.#answered.push(...answered);
      throw error;
    }
  }

  async #carryOut({ words }: ScriptSteps, mark = ''): Promise<readonly unknown[]> {
    const { connection, prefix, lockMs } = this.#options;
    const begun = performance.now();
    for (;;) {
      const until = mark === '' ? '' : connection.answerDeadline;
      const head = [Date.now(), lockMs, words.length, mark, until];
      const results = await connection.run(transactionScript, [prefix], head, words);
      const [result] = results as readonly (readonly unknown[] | string)[];
      if (Array.isArray(result)) return result;
      const said = String(result);
      if (said.startsWith('-')) throw connection.failure(replyError(said.slice(1)));
      const late = (said as Verdict) === 'late';
      if (!late || performance.now() - begun > connection.answerMs) {
        throw new DatabaseError('none', { cause: new Error(`Redis found it ${said}`) });
      }
      // Redis answered in time, so its clock was set.
      await connection.readClock();
    }
  }
}

/** As ioredis makes them of what Redis answers. */
function replyError(message: string): Error {
  const error = new Error(message);
  error.name = 'ReplyError';
  return error;
}
