import { randomInt } from 'node:crypto';

import type { Redis } from 'ioredis';

import { changesScript, commitScript, positionScript } from './directory-scripts.js';

/** Keys share the hash tag, so that one script may touch all of them in Redis Cluster. */
export const directoryKeys = {
  objects: '{mailyard}:directory:objects',
  revision: '{mailyard}:directory:revision',
  /** Which change made the revision; see positionFunction. */
  position: '{mailyard}:directory:position',
  /** Stream: what each change touched; the id of an entry is the position after it. */
  changes: '{mailyard}:directory:changes',
  /** Stream: what each change made of what, and who ordered it; the id of an entry is the position after it. */
  history: '{mailyard}:directory:history',
  /** When objects were made and last changed, by field: `1700000000000 1700000000001`, the first empty where nobody knows. */
  times: '{mailyard}:directory:times',
  /** Pub/sub channel; the message is the new revision. */
  changed: '{mailyard}:directory:changed',
} as const;

const { revision, position, objects, changes, history, times, changed } = directoryKeys;

export const startPosition = '0-0';

export const revisionOf = (at: string): number => Number.parseInt(at, 10);

/** Objects as text by field `<kind>/<guid>`: `{"revision":7,"object":{…}}`. */
export interface StoredDirectory {
  readonly position: string;
  readonly documents: ReadonlyMap<string, string>;
}

/** Only what is not as it was; null: the object is gone. */
export interface StoredChanges {
  readonly position: string;
  readonly documents: ReadonlyMap<string, string | null>;
}

export interface ChangeToStore {
  /** Field → object; the document gets the new revision. */
  readonly put: ReadonlyMap<string, unknown>;
  readonly remove: readonly string[];
  /** Who ordered it and when, as text. */
  readonly author?: string;
  /** What the history keeps of it: a list of StoredDifference, or an empty text. */
  readonly history?: string;
  /** When, in milliseconds since the epoch. */
  readonly time?: number;
}

/** What one change made of an object, as text with the object in it (`{"object":{…}}`); an empty one: there was, or is, none. */
export type StoredDifference = readonly [field: string, before: string, after: string];

/** A change that was made. */
export interface StoredRevision {
  readonly revision: number;
  readonly author: string;
  /** Undefined: there was too much of it to keep. */
  readonly changes: readonly StoredDifference[] | undefined;
}

/** Milliseconds since the epoch. */
export interface ObjectTimes {
  /** Undefined: the object is older than the notes. */
  readonly created: number | undefined;
  readonly changed: number;
}

function timesOf(noted: string | null): ObjectTimes | undefined {
  if (noted === null) return undefined;
  const [created = '', last = ''] = noted.split(' ');
  return { created: created === '' ? undefined : Number(created), changed: Number(last) };
}

/** The organization's documents in Redis. Knows nothing of what they mean. */
export class RedisDirectoryStore {
  constructor(private readonly redis: Redis) {}

  /** Whether Redis can be asked at this moment. */
  get isReady(): boolean {
    return this.redis.status === 'ready';
  }

  async position(): Promise<string> {
    return String(await this.redis.eval(positionScript, 2, revision, position));
  }

  /** Position and documents of the same moment. */
  async read(): Promise<StoredDirectory> {
    const answers = await this.redis
      .multi()
      .eval(positionScript, 2, revision, position)
      .hgetall(objects)
      .exec();
    const failure = answers?.find(([error]) => error !== null)?.[0] ?? undefined;
    if (answers === null || failure !== undefined) throw failure ?? new Error('Redis gave the read up');
    const [at, documents] = answers.map(([, value]) => value);
    return { position: String(at), documents: new Map(Object.entries(documents as Record<string, string>)) };
  }

  /** Undefined when the feed does not lead there from `since`: it was cut off, or Redis has another history. */
  async changesSince(since: string): Promise<StoredChanges | undefined> {
    const answer = await this.redis.eval(changesScript, 4, revision, position, objects, changes, since);
    if (!Array.isArray(answer)) return undefined;
    const [now, ...listed] = answer as readonly (string | null)[];
    const documents = new Map<string, string | null>();
    for (let at = 0; at < listed.length; at += 2) documents.set(String(listed[at]), listed[at + 1] ?? null);
    return { position: String(now), documents };
  }

  /** The new position; undefined when the directory is no longer at the one given, and then nothing was written. */
  async commit(
    at: string,
    { put, remove, author = '', history: told = '', time = 0 }: ChangeToStore,
  ): Promise<string | undefined> {
    const documents = [...put].flatMap(([field, object]) => [field, JSON.stringify(object)]);
    const random = randomInt(1, 2 ** 47);
    const keys = [revision, position, objects, changes, history, times];
    const given = [at, random, changed, author, told, time, remove.length, ...remove, ...documents];
    const result = await this.redis.eval(commitScript, keys.length, ...keys, ...given);
    return typeof result === 'string' ? result : undefined;
  }

  /** Of each of the fields; undefined: nobody has noted it. */
  async times(fields: readonly string[]): Promise<readonly (ObjectTimes | undefined)[]> {
    if (fields.length === 0) return [];
    return (await this.redis.hmget(times, ...fields)).map(timesOf);
  }

  /** The newest first, at most so many, none at or below a revision. */
  async revisions({
    above,
    count,
  }: {
    readonly above: number;
    readonly count: number;
  }): Promise<readonly StoredRevision[]> {
    const entries = await this.redis.xrevrange(
      history,
      '+',
      `(${above}-18446744073709551615`,
      'COUNT',
      count,
    );
    return entries.map(([id, [, author = '', , kept = '']]) => ({
      revision: revisionOf(id),
      author,
      changes: kept === '' ? undefined : (JSON.parse(kept) as readonly StoredDifference[]),
    }));
  }
}
