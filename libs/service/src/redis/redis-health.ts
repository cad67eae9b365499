import type { Redis } from 'ioredis';

/** How the Redis that holds the mail is. */
export interface RedisHealth {
  readonly isMaster: boolean;
  /** Replicas that are connected. */
  readonly replicas: number;
  readonly clients: number;
  readonly commands: number;
  /** Of the main thread, since it started. */
  readonly cpuSeconds: number;
  /** Its append-only file: what it has grown to, and whether the last write succeeded. */
  readonly appendOnlyBytes: number;
  readonly appendOnlyWrites: boolean;
  readonly rewriting: boolean;
  /** From asking it all this until its answer. */
  readonly answerMs: number;
}

/** What INFO tells of a server, and how long it took to answer. */
export async function readRedisHealth(redis: Redis): Promise<RedisHealth> {
  const asked = performance.now();
  const info = await redis.info();
  const text = (name: string): string => new RegExp(`^${name}:([^\\r\\n]*)`, 'm').exec(info)?.[1] ?? '';
  return {
    isMaster: text('role') === 'master',
    replicas: Number(text('connected_slaves')),
    clients: Number(text('connected_clients')),
    commands: Number(text('total_commands_processed')),
    cpuSeconds: Number(text('used_cpu_sys_main_thread')) + Number(text('used_cpu_user_main_thread')),
    appendOnlyBytes: Number(text('aof_current_size')),
    appendOnlyWrites: text('aof_last_write_status') === 'ok',
    rewriting: text('aof_rewrite_in_progress') === '1',
    answerMs: performance.now() - asked,
  };
}
