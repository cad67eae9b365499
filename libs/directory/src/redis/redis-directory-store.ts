import type { Redis } from 'ioredis';

/** Keys share the hash tag, so that one script may touch all of them in Redis Cluster. */
export const directoryKeys = {
  objects: '{mailyard}:directory:objects',
  revision: '{mailyard}:directory:revision',
  changes: '{mailyard}:directory:changes',
  /** Pub/sub channel; the message is the new revision. */
  changed: '{mailyard}:directory:changed',
} as const;

/** Objects as text by field `<kind>/<guid>`: `{"revision":7,"object":{…}}`. */
export interface StoredDirectory {
  readonly revision: number;
  readonly documents: ReadonlyMap<string, string>;
}

export interface StoredChange {
  /** Field → object; the document gets the new revision. */
  readonly put: ReadonlyMap<string, unknown>;
  readonly remove: readonly string[];
}

/**
 * Writes all of a change or none of it, and only on the revision that it was made for.
 * KEYS objects, revision, changes · ARGV expected revision, channel, number of removals, removals…, then field and
 * object in turn · result: the new revision, or -1 when the directory has moved on.
 */
const commitScript = `
local revision = tonumber(redis.call('GET', KEYS[2]) or '0')
if revision ~= tonumber(ARGV[1]) then return -1 end
revision = revision + 1
local touched = {}
local removals = tonumber(ARGV[3])
for i = 4, 3 + removals do
  redis.call('HDEL', KEYS[1], ARGV[i])
  touched[#touched + 1] = '-' .. ARGV[i]
end
for i = 4 + removals, #ARGV, 2 do
  redis.call('HSET', KEYS[1], ARGV[i], '{"revision":' .. revision .. ',"object":' .. ARGV[i + 1] .. '}')
  touched[#touched + 1] = '+' .. ARGV[i]
end
redis.call('SET', KEYS[2], revision)
redis.call('XADD', KEYS[3], 'MAXLEN', '~', 10000, '*', 'revision', revision, 'objects', table.concat(touched, ' '))
redis.call('PUBLISH', ARGV[2], revision)
return revision`;

/** The organization's documents in Redis. Knows nothing of what they mean. */
export class RedisDirectoryStore {
  constructor(private readonly redis: Redis) {}

  async revision(): Promise<number> {
    return Number((await this.redis.get(directoryKeys.revision)) ?? 0);
  }

  /** Revision and documents of the same moment. */
  async read(): Promise<StoredDirectory> {
    const [revision, documents] = await this.#readBoth();
    return { revision: Number(revision ?? 0), documents: new Map(Object.entries(documents)) };
  }

  /** The new revision; undefined when the directory is no longer at `revision`, and then nothing was written. */
  async commit(revision: number, { put, remove }: StoredChange): Promise<number | undefined> {
    const { objects, revision: counter, changes, changed } = directoryKeys;
    const documents = [...put].flatMap(([field, object]) => [field, JSON.stringify(object)]);
    const keys = [objects, counter, changes];
    const result = await this.redis.eval(
      commitScript,
      keys.length,
      ...keys,
      revision,
      changed,
      remove.length,
      ...remove,
      ...documents,
    );
    return result === -1 ? undefined : Number(result);
  }

  async #readBoth(): Promise<readonly [string | null, Record<string, string>]> {
    const answers = await this.redis
      .multi()
      .get(directoryKeys.revision)
      .hgetall(directoryKeys.objects)
      .exec();
    const failure = answers?.find(([error]) => error !== null)?.[0] ?? undefined;
    if (answers === null || failure !== undefined) throw failure ?? new Error('Redis gave the read up');
    return answers.map(([, value]) => value) as unknown as readonly [string | null, Record<string, string>];
  }
}
