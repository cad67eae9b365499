import type { Redis } from 'ioredis';

/** Whether a reply of this Redis means that the write survives its death, and if not, why. */
export interface Durability {
  readonly strict: boolean;
  /** One line each, for people: `appendfsync is everysec, must be always`. Empty when strict. */
  readonly weaknesses: readonly string[];
}

const required = {
  appendonly: 'yes',
  appendfsync: 'always',
  'no-appendfsync-on-rewrite': 'no',
  'maxmemory-policy': 'noeviction',
} as const;

/**
 * Promise P1: 250 means durable, which only holds on a Redis that fsyncs before it answers and never evicts. `before`:
 * what was known until now; a file that is switched on counts from when it is whole. Rejects when Redis is away.
 */
export async function readDurability(redis: Redis, before?: Durability): Promise<Durability> {
  let answers: [unknown, string];
  try {
    answers = await Promise.all([redis.config('GET', ...Object.keys(required)), redis.info('persistence')]);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ReplyError') throw error;
    // Hosted Redis often forbids CONFIG; what cannot be seen cannot be promised.
    return weak([`the configuration of Redis cannot be read: ${error.message}`]);
  }
  const found = pairs(answers[0]);
  const weaknesses = Object.entries(required).flatMap(([key, value]) =>
    found.get(key) === value ? [] : [`${key} is ${found.get(key) ?? 'unknown'}, must be ${value}`],
  );
  if (weaknesses.length === 0 && before?.strict === false && beingWritten(answers[1])) {
    weaknesses.push('the append-only file is not whole yet');
  }
  return weak(weaknesses);
}

function weak(weaknesses: readonly string[]): Durability {
  return { strict: weaknesses.length === 0, weaknesses };
}

/** Until the first rewrite has ended, what Redis appends belongs to no file that it would read. */
function beingWritten(persistence: string): boolean {
  return /^aof_rewrite_(?:in_progress|scheduled):1|^aof_last_bgrewrite_status:err/m.test(persistence);
}

function pairs(answer: unknown): ReadonlyMap<string, string> {
  const list = Array.isArray(answer) ? answer.map(String) : [];
  return new Map(list.flatMap((key, index) => (index % 2 === 0 ? [[key, list[index + 1] ?? '']] : [])));
}
