import type { Redis } from 'ioredis';

/** The append-only file of a Redis, of one or several parts. */
export interface AppendOnlyFile {
  readonly bytes: number;
  /** What it would be at most if it were written anew now; while that happens both are there. */
  readonly rewrittenBytes: number;
  readonly rewriting: boolean;
  /** What it is in, on the machine of Redis: a folder or a file. Undefined: Redis does not tell. */
  readonly path: string | undefined;
}

/** Undefined: there is none. */
export async function readAppendOnlyFile(redis: Redis): Promise<AppendOnlyFile | undefined> {
  const [persistence, memory, path] = await Promise.all([
    redis.info('persistence'),
    redis.info('memory'),
    pathOf(redis),
  ]);
  const number = (info: string, name: string): number =>
    Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
  if (number(persistence, 'aof_enabled') === 0) return undefined;
  const bytes = number(persistence, 'aof_current_size');
  return {
    bytes,
    rewrittenBytes: Math.min(bytes, number(memory, 'used_memory_dataset')),
    rewriting: number(persistence, 'aof_rewrite_in_progress') > 0,
    path,
  };
}

/** Of its folder (Redis 7), or of the file. Hosted Redis often forbids to ask. */
async function pathOf(redis: Redis): Promise<string | undefined> {
  const names = ['dir', 'appenddirname', 'appendfilename'] as const;
  const answer = await redis.config('GET', ...names).catch(() => []);
  const list = (answer as readonly unknown[]).map(String);
  const [dir, folder, file] = names.map((name) => list[list.indexOf(name) + 1 || list.length]);
  const last = folder ?? file;
  return dir === undefined || last === undefined ? undefined : `${dir}/${last}`;
}

/** Has it written anew, unless that happens already. */
export async function rewriteAppendOnlyFile(redis: Redis): Promise<void> {
  await redis.bgrewriteaof().catch((error: Error) => {
    if (!error.message.includes('in progress')) throw error;
  });
}
