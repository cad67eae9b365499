import type { Redis } from 'ioredis';

/** Whether a reply of this Redis means that the write survives its death, and if not, why. */
export interface Durability {
  readonly strict: boolean;
  /** One line each, for people: `appendfsync is everysec, must be always`. Empty when strict. */
  readonly weaknesses: readonly string[];
}

const required = { appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction' } as const;

/** Promise P1: 250 means durable, which only holds on a Redis that fsyncs before it answers and never evicts. */
export async function readDurability(redis: Redis): Promise<Durability> {
  let answer: unknown;
  try {
    answer = await redis.config('GET', ...Object.keys(required));
  } catch (error) {
    // Hosted Redis often forbids CONFIG; what cannot be seen cannot be promised.
    const reason = error instanceof Error ? error.message : String(error);
    return { strict: false, weaknesses: [`the configuration of Redis cannot be read: ${reason}`] };
  }
  const found = pairs(answer);
  const weaknesses = Object.entries(required).flatMap(([key, value]) =>
    found.get(key) === value ? [] : [`${key} is ${found.get(key) ?? 'unknown'}, must be ${value}`],
  );
  return { strict: weaknesses.length === 0, weaknesses };
}

function pairs(answer: unknown): ReadonlyMap<string, string> {
  const list = Array.isArray(answer) ? answer.map(String) : [];
  return new Map(list.flatMap((key, index) => (index % 2 === 0 ? [[key, list[index + 1] ?? '']] : [])));
}
