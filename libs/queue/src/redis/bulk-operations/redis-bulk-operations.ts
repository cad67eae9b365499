import type { QueueConnection } from '../connection/queue-connection.js';
import type { ServerKeys } from '../keys.js';
import type { Step } from '../transaction/committed.js';
import {
  bulkOutcomes,
  targetOf,
  type BulkDeclaration,
  type BulkOperation,
  type BulkOutcome,
  type BulkState,
  type BulkTarget,
} from './bulk-operation.js';
import { gatherScript, partsOf, type CopyList } from './gathered-copies.js';

/** What nobody confirms is forgotten after it. */
const previewMs = 600_000;
/** The list tells of so many. */
const listedMax = 1_000;

/** Who carries an operation out, while it lives. */
export interface BulkLease {
  readonly id: string;
  readonly token: string;
  readonly leaseMs: number;
}

export interface Transition {
  readonly id: string;
  readonly from: readonly BulkState[];
  readonly to: BulkState;
  /** When somebody has to look at it, milliseconds since the epoch; absent: it has ended. */
  readonly due?: number;
  readonly fields?: Readonly<Record<string, string | number>>;
}

export interface Gathered {
  readonly id: string;
  /** Of each copy. */
  readonly areThere: readonly boolean[];
}

/** The operations over many messages of a server. */
export class BulkOperations {
  readonly #connection: QueueConnection;
  readonly #keys: ServerKeys;

  constructor(connection: QueueConnection, keys: ServerKeys) {
    this.#connection = connection;
    this.#keys = keys;
  }

  /** An operation over those of these copies that are still where they were seen: nobody knows of it until it is declared. */
  async gather(copies: CopyList): Promise<Gathered> {
    const [number] = await this.#connection.read((redis) => redis.incr(this.#keys.bulkIds));
    const id = String(number);
    return { id, areThere: await this.#look(copies, id) };
  }

  /** Of copies that were seen in queues: whether each is still there. */
  areThere(copies: CopyList): Promise<readonly boolean[]> {
    return this.#look(copies);
  }

  /** A preview: nothing is done until it is confirmed. */
  async declare(id: string, declaration: BulkDeclaration): Promise<void> {
    const key = this.#keys.bulkOperation(id);
    const [count] = await this.#connection.read((redis) => redis.zcard(`${key}:targets`));
    const fields = {
      declaration: JSON.stringify(declaration),
      state: 'Preview',
      createdAt: Date.now(),
      total: Number(count),
    };
    await this.#connection.read((redis) => {
      redis.hset(key, fields).pexpire(key, previewMs);
      redis.zadd(this.#keys.bulkOperations, String(fields.createdAt), id);
      redis.zremrangebyrank(this.#keys.bulkOperations, 0, -listedMax - 1);
    });
  }

  /** Two parts are under way at any time: while one is looked at in Redis, the other is written or read here. */
  async #look(copies: CopyList, id?: string): Promise<readonly boolean[]> {
    const keys = [this.#keys.items, ...(id === undefined ? [] : [`${this.#keys.bulkOperation(id)}:targets`])];
    const parts = partsOf(copies);
    const areThere: boolean[] = [];
    const look = async (): Promise<void> => {
      for (const { from, members } of parts) {
        const words = [`${this.#keys.prefix}:`, from, previewMs, ...members];
        const told = String(await this.#connection.run(gatherScript, keys, words));
        for (let at = 0; at < told.length; at += 1) areThere[from + at] = told[at] === '1';
      }
    };
    await Promise.all([look(), look()]);
    return areThere;
  }

  /** Undefined when it is unknown, or was forgotten. */
  async read(id: string): Promise<BulkOperation | undefined> {
    const [operation] = await this.#readAll([id]);
    return operation;
  }

  /** The newest first. */
  async list(count: number): Promise<readonly BulkOperation[]> {
    const [ids] = await this.#connection.read((redis) =>
      redis.zrevrange(this.#keys.bulkOperations, 0, count - 1),
    );
    const found = await this.#readAll(ids as readonly string[]);
    return found.filter((operation) => operation !== undefined);
  }

  async #readAll(ids: readonly string[]): Promise<readonly (BulkOperation | undefined)[]> {
    if (ids.length === 0) return [];
    const replies = await this.#connection.read((redis) => {
      for (const id of ids) {
        const key = this.#keys.bulkOperation(id);
        redis.hgetall(key).zcard(`${key}:targets`);
      }
    });
    return ids.map((id, index) => {
      const fields = replies[2 * index] as Readonly<Record<string, string>>;
      return operationOf(id, fields, Number(replies[2 * index + 1]));
    });
  }

  /** Those that somebody has to look at. */
  async due(now: number): Promise<readonly string[]> {
    const [ids] = await this.#connection.read((redis) => redis.zrangebyscore(this.#keys.bulkDue, 0, now));
    return ids as readonly string[];
  }

  /** False when somebody else carries it out. */
  async take({ id, token, leaseMs }: BulkLease): Promise<boolean> {
    const [taken] = await this.#connection.read((redis) =>
      redis.set(`${this.#keys.bulkOperation(id)}:lease`, token, 'PX', leaseMs, 'NX'),
    );
    return taken === 'OK';
  }

  /** Some of the copies with which nothing has been done yet, from that place on. */
  async targets(id: string, from: number, count: number): Promise<readonly BulkTarget[]> {
    const [found] = await this.#connection.read((redis) =>
      redis.zrangebyscore(
        `${this.#keys.bulkOperation(id)}:targets`,
        from,
        '+inf',
        ...(['WITHSCORES', 'LIMIT', 0, count] as const),
      ),
    );
    const words = found as readonly string[];
    const targets: BulkTarget[] = [];
    for (let at = 0; at < words.length; at += 2) {
      targets.push(targetOf(words[at] ?? '', Number(words[at + 1])));
    }
    return targets;
  }
}

/** False when it was in none of those states. */
export function transitionStep({ id, from, to, due, fields = {} }: Transition): Step<boolean> {
  const words = Object.entries(fields).flat();
  return {
    add: (steps) => steps.add('transition', id, to, due ?? '', from.length, ...from, words.length, ...words),
    read: (replies, at) => replies[at] === 1,
  };
}

/** What follows in the transaction is carried out in that state and under that lease only, which is extended. */
export function duringStep({ id, token, leaseMs }: BulkLease, state: BulkState): Step<void> {
  return { add: (steps) => steps.add('during', id, state, token, leaseMs), read: () => undefined };
}

/** Others need not wait until it runs out. */
export function releaseStep({ id, token }: BulkLease): Step<void> {
  return { add: (steps) => steps.add('release', id, token), read: () => undefined };
}

/** The copy is done with: so, or as the reply to the step before says. */
export function concludeStep(
  id: string,
  { member }: BulkTarget,
  as: BulkOutcome | Readonly<Partial<Record<string, BulkOutcome>>>,
): Step<BulkOutcome | ''> {
  const fixed = typeof as === 'string' ? as : '';
  const words =
    typeof as === 'string' ? [] : Object.entries(as).flatMap(([reply, outcome]) => [reply, outcome ?? '']);
  return {
    add: (steps) => steps.add('conclude', id, member, fixed, words.length, ...words),
    read: (replies, at) => replies[at] as BulkOutcome | '',
  };
}

function operationOf(
  id: string,
  fields: Readonly<Record<string, string>>,
  remaining: number,
): BulkOperation | undefined {
  const { declaration, state, createdAt, total, undoUntil, endedAt } = fields;
  if (declaration === undefined) return undefined;
  const counted = bulkOutcomes.flatMap((outcome) => {
    const count = fields[`outcome:${outcome}`];
    return count === undefined ? [] : [[outcome, Number(count)] as const];
  });
  return {
    ...(JSON.parse(declaration) as BulkDeclaration),
    id,
    state: state as BulkState,
    createdAt: Number(createdAt),
    total: Number(total),
    remaining,
    outcomes: Object.fromEntries(counted),
    ...(undoUntil !== undefined && { undoUntil: Number(undoUntil) }),
    ...(endedAt !== undefined && { endedAt: Number(endedAt) }),
  };
}
