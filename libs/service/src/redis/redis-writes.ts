import type { Redis } from 'ioredis';

/**
 * Redis is no primary, or cannot write. Behind a stable address there may be another one by now, which only a new
 * connection reaches. In Redis 6 the words of a command in a script are not the first ones.
 */
export function refusesWrites(error: unknown): error is Error {
  return (
    error instanceof Error &&
    /(?:^|-)(?:READONLY|MASTERDOWN|NOREPLICAS|MISCONF|CLUSTERDOWN)\b/.test(error.message)
  );
}

const testKey = '{mailyard}:write-test';

/** Why Redis does not take what is written into it; undefined when it does. Rejects when it is away. */
export async function writeRefusal(redis: Redis): Promise<string | undefined> {
  try {
    await redis.set(testKey, '', 'PX', 60_000);
    return undefined;
  } catch (error) {
    if (error instanceof Error && error.name === 'ReplyError') return error.message;
    throw error;
  }
}
