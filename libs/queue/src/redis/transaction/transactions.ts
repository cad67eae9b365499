import { lockWord, type PriorityConnections } from '../bull/order/priority-connections.js';
import { DatabaseError } from '../connection/database-error.js';
import type { QueueConnection } from '../connection/queue-connection.js';
import { NotRedundant, type Redundancy } from '../connection/redundancy.js';
import { AcceptedBefore } from './accepted-before.js';
import { ScriptSteps, transactionScript, type Verdict, type Word } from './transaction-script.js';

/** So many marks are removed at once; Lua can spread a few thousand words at most. */
const marksMax = 1_000;
/** What one run of the script carries out at most: no other waits long for Redis meanwhile. */
const togetherMax = { transactions: 64, words: 20_000, octets: 1_000_000 };

/** What came beside a script that never came: a connection was lost in between. */
const besideMs = 600_000;

export interface TransactionsOptions {
  readonly connection: QueueConnection;
  /** Of every key of the server. */
  readonly prefix: string;
  readonly lockMs: number;
  /** Undefined: without priority queuing. */
  readonly priorityConnections: () => PriorityConnections | undefined;
  /** Of what is accepted; absent: on Redis's own disk alone. */
  readonly redundancy?: Redundancy | undefined;
}

/** The replies to the steps, or what the script says instead, see `transactionScript`. */
type Result = readonly unknown[] | string;

interface Asked {
  readonly steps: ScriptSteps;
  /** Of an acceptance; '' = none. */
  readonly mark: string;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Carries transactions out, each as a whole; those of one turn of the event loop together, in one run of the script or
 * few. What it throws is a DatabaseError, or AcceptedBefore.
 */
export class Transactions {
  readonly #options: TransactionsOptions;
  /** Go first: once a run has written, Redis does not ask any more whether there is memory for the rest. */
  readonly #acceptances: Asked[] = [];
  readonly #others: Asked[] = [];
  #underWay = 0;
  /** Marks of acceptances that nobody will ask for any more. */
  #answered: string[] = [];

  constructor(options: TransactionsOptions) {
    this.#options = options;
  }

  /**
   * The replies to the steps, in their order. With the mark of an acceptance they are carried out once, and not after the
   * time in which we wait for the answer.
   */
  async run(steps: ScriptSteps, mark = ''): Promise<readonly unknown[]> {
    const { connection } = this.#options;
    const begun = performance.now();
    for (;;) {
      const result = await this.#ask(steps, mark);
      if (typeof result !== 'string') {
        if (mark !== '') this.#answered.push(mark);
        return result;
      }
      if (result.startsWith('=')) throw new AcceptedBefore(result.slice(1));
      if (result.startsWith('-')) throw connection.failure(replyError(result.slice(1)));
      const late = (result as Verdict) === 'late';
      if (!late || performance.now() - begun > connection.answerMs) {
        throw new DatabaseError('none', { cause: new Error(`Redis found it ${result}`) });
      }
      // Redis answered in time, so its clock was set.
      await connection.readClock();
    }
  }

  /** Those that Redis has not answered yet. */
  get pending(): number {
    return this.#acceptances.length + this.#others.length + this.#underWay;
  }

  #ask(steps: ScriptSteps, mark: string): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#acceptances.length + this.#others.length === 0) {
        this.#options.connection.atEndOfTurn(() => this.#send());
      }
      (mark === '' ? this.#others : this.#acceptances).push({ steps, mark, resolve, reject });
    });
  }

  #send(): void {
    this.#forgetAnswered();
    const asked = [...this.#acceptances.splice(0), ...this.#others.splice(0)];
    while (asked.length > 0) void this.#carryOut(asked.splice(0, fitting(asked)));
  }

  #forgetAnswered(): void {
    const marks = this.#answered.splice(0, marksMax);
    const [first, ...others] = marks;
    if (first === undefined) return;
    const steps = new ScriptSteps();
    steps.command('DEL', first, ...others);
    const reject = (): unknown => this.#answered.push(...marks);
    this.#others.push({ steps, mark: '', resolve: () => undefined, reject });
  }

  /** Undefined: it is there, or there is nothing to set; else why not. */
  #setBeside({ beside }: ScriptSteps): Promise<unknown> | undefined {
    if (beside === undefined) return undefined;
    const set = this.#options.connection.set(beside.key, beside.octets, besideMs);
    return set.then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  /** See `transactionScript`. */
  #words(together: readonly Asked[]): readonly (readonly Word[])[] {
    const { connection, lockMs, priorityConnections } = this.#options;
    const until = connection.answerDeadline;
    const words: (readonly Word[])[] = [[Date.now(), lockWord(lockMs, priorityConnections())]];
    for (const { steps, mark } of together) {
      const limit = mark === '' ? '' : until;
      words.push([steps.words.length, mark, limit, steps.beside?.key ?? ''], steps.words);
    }
    return words;
  }

  async #carryOut(together: readonly Asked[]): Promise<void> {
    const { connection, prefix, redundancy } = this.#options;
    this.#underWay += together.length;
    const args = this.#words(together);
    const beside = together.map(({ steps }) => this.#setBeside(steps));
    try {
      const accepted = redundancy === undefined ? 0 : together.filter(isAcceptance).length;
      const wanted = accepted === 0 ? undefined : redundancy?.wanted;
      const { reply, copies } =
        wanted === undefined
          ? { reply: await connection.run(transactionScript, [prefix], ...args), copies: undefined }
          : await connection.runOnReplicas(transactionScript, [prefix], { args, wanted });
      const notRedundant = accepted === 0 ? undefined : redundancy?.accepted(accepted, copies);
      const told = tell(together, { results: reply as readonly Result[], beside, notRedundant });
      if (told !== undefined) await told;
    } catch (error) {
      for (const { reject } of together) reject(error);
    } finally {
      this.#underWay -= together.length;
    }
  }
}

interface Ran {
  readonly results: readonly Result[];
  /** See `#setBeside`. */
  readonly beside: readonly (Promise<unknown> | undefined)[];
  /** What was accepted does not count. */
  readonly notRedundant: NotRedundant | undefined;
}

/** Each what became of it. Undefined: there is nobody to wait for. */
function tell(
  together: readonly Asked[],
  { results, beside, notRedundant }: Ran,
): Promise<unknown> | undefined {
  const waits: Promise<void>[] = [];
  for (const [index, asked] of together.entries()) {
    const result = results[index] ?? [];
    if (typeof result !== 'string') {
      if (isAcceptance(asked) && notRedundant !== undefined) {
        asked.reject(new NotRedundant(notRedundant.message, result));
      } else {
        asked.resolve(result);
      }
      continue;
    }
    if (result.startsWith('=') && notRedundant !== undefined) {
      asked.reject(new NotRedundant(notRedundant.message));
      continue;
    }
    // The script says whether it was carried out, and what was refused before it, why not.
    const refused = Promise.resolve(beside[index]).then((refusal) =>
      refusal === undefined ? asked.resolve(result) : asked.reject(refusal),
    );
    waits.push(refused);
  }
  return waits.length === 0 ? undefined : Promise.all(waits);
}

const isAcceptance = ({ mark }: Asked): boolean => mark !== '';

/** How many of the first go together, one at least. */
function fitting(asked: readonly Asked[]): number {
  let count = 0;
  let [words, octets] = [0, 0];
  for (const { steps } of asked.slice(0, togetherMax.transactions)) {
    words += steps.words.length;
    octets += steps.octets;
    if (count > 0 && (words > togetherMax.words || octets > togetherMax.octets)) break;
    count += 1;
  }
  return count;
}

/** As ioredis makes them of what Redis answers. */
function replyError(message: string): Error {
  const error = new Error(message);
  error.name = 'ReplyError';
  return error;
}
