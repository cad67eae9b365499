import type { QueueConnection } from '../redis/connection/queue-connection.js';
import type { ServerKeys } from '../redis/keys.js';
import type { Step } from '../redis/transaction/committed.js';
import type { KeptPlace } from './kept-message.js';

/** Which deliveries are made anew. */
export interface ResubmitDeclaration {
  /** Of the deliveries, milliseconds since the epoch. */
  readonly startTime: number;
  readonly endTime: number;
  /** A mailbox database, or another queue's domain or name; absent: any database. */
  readonly destination?: string;
  /** Addresses, or patterns with `*`; absent: any. */
  readonly sender?: string;
  readonly recipient?: string;
  readonly caller: string;
}

export const resubmitStates = ['Running', 'Paused', 'Completed'] as const;
export type ResubmitState = (typeof resubmitStates)[number];

export interface ResubmitRequest extends ResubmitDeclaration {
  readonly id: string;
  readonly state: ResubmitState;
  readonly createdAt: number;
  readonly resubmitted: number;
  readonly failed: number;
  /** Up to where the Safety Net was read. */
  readonly place?: KeptPlace;
}

/** For the lease and the state of what a hub carries out: see `bulkSteps`. */
export const operationOfRequest = (id: string): string => `resubmit-${id}`;

/** Requests to the Safety Net of a server. They are kept until somebody removes them, or for a month after their end. */
export class ResubmitRequests {
  readonly #connection: QueueConnection;
  readonly #keys: ServerKeys;

  constructor(connection: QueueConnection, keys: ServerKeys) {
    this.#connection = connection;
    this.#keys = keys;
  }

  async create(declaration: ResubmitDeclaration): Promise<string> {
    const [number] = await this.#connection.read((redis) => redis.incr(`${this.#list}-id`));
    const id = String(number);
    const createdAt = Date.now();
    await this.#connection.read((redis) => {
      redis.hset(this.#key(id), { declaration: JSON.stringify(declaration), state: 'Running', createdAt });
      redis.zadd(this.#list, createdAt, id).zremrangebyrank(this.#list, 0, -listedMax - 1);
    });
    return id;
  }

  async read(id: string): Promise<ResubmitRequest | undefined> {
    const [fields] = await this.#connection.read((redis) => redis.hgetall(this.#key(id)));
    return requestOf(id, fields as Readonly<Record<string, string>>);
  }

  /** The newest first. */
  async list(): Promise<readonly ResubmitRequest[]> {
    const [ids] = await this.#connection.read((redis) => redis.zrevrange(this.#list, 0, -1));
    const found = await Promise.all((ids as readonly string[]).map((id) => this.read(id)));
    return found.filter((request) => request !== undefined);
  }

  /** False when it is in none of those states. */
  async become(id: string, from: readonly ResubmitState[], to: ResubmitState): Promise<boolean> {
    const request = await this.read(id);
    if (request === undefined || !from.includes(request.state)) return false;
    const ended = to === 'Completed';
    await this.#connection.read((redis) => {
      redis.hset(this.#key(id), 'state', to);
      if (ended) redis.del(this.#done(id)).pexpire(this.#key(id), keptMs);
    });
    return true;
  }

  async remove(id: string): Promise<void> {
    await this.#connection.read((redis) => {
      redis.zrem(this.#list, id).del(this.#key(id), this.#done(id));
    });
  }

  async isDone(id: string, delivery: string): Promise<boolean> {
    const [done] = await this.#connection.read((redis) => redis.sismember(this.#done(id), delivery));
    return done === 1;
  }

  /** In the transaction that submits it: the delivery is done with. */
  doneStep(id: string, delivery: string, { segment, end }: KeptPlace): Step<void> {
    return {
      add: (steps) => {
        steps.command('SADD', this.#done(id), delivery);
        steps.command('HINCRBY', this.#key(id), 'resubmitted', 1);
        steps.command('HSET', this.#key(id), 'segment', segment, 'end', end);
      },
      read: () => undefined,
    };
  }

  /** What cannot be submitted any more is counted, and passed over. */
  async failed(id: string, delivery: string): Promise<void> {
    await this.#connection.read((redis) => {
      redis.sadd(this.#done(id), delivery).hincrby(this.#key(id), 'failed', 1);
    });
  }

  /** The Safety Net does not have so many deliveries of the minute that begins then. */
  async lack(minute: number, deliveries: number): Promise<void> {
    await this.#connection.read((redis) => {
      redis.hincrby(this.#lacking, String(minute), deliveries).pexpire(this.#lacking, lackingKeptMs);
    });
  }

  /** How many deliveries of that time, to a minute, nobody can submit again. */
  async lacking({ startTime, endTime }: Pick<ResubmitDeclaration, 'startTime' | 'endTime'>): Promise<number> {
    const [found] = await this.#connection.read((redis) => redis.hgetall(this.#lacking));
    return Object.entries(found as Readonly<Record<string, string>>)
      .filter(([minute]) => Number(minute) + minuteMs > startTime && Number(minute) <= endTime)
      .reduce((sum, [, deliveries]) => sum + Number(deliveries), 0);
  }

  get #lacking(): string {
    return `${this.#list}-lacking`;
  }

  get #list(): string {
    return `${this.#keys.prefix}:resubmits`;
  }

  #key(id: string): string {
    return this.#keys.bulkOperation(operationOfRequest(id));
  }

  #done(id: string): string {
    return `${this.#key(id)}:done`;
  }
}

const minuteMs = 60_000;
const keptMs = 30 * 86_400_000;
/** As long as SafetyNetHoldTime may be, after the last one. */
const lackingKeptMs = 90 * 86_400_000;
/** The list tells of so many. */
const listedMax = 1_000;

function requestOf(id: string, fields: Readonly<Record<string, string>>): ResubmitRequest | undefined {
  const { declaration, state, createdAt, resubmitted = 0, failed = 0, segment, end } = fields;
  if (declaration === undefined) return undefined;
  return {
    ...(JSON.parse(declaration) as ResubmitDeclaration),
    id,
    state: state as ResubmitState,
    createdAt: Number(createdAt),
    resubmitted: Number(resubmitted),
    failed: Number(failed),
    ...(segment === undefined ? {} : { place: { segment, end: Number(end) } }),
  };
}
