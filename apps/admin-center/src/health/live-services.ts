import { writeRefusal, type ServiceInstance, type ServiceRegistry } from '@mailyard/service';
import type { Redis } from 'ioredis';

/** A page that waits longer than this for Redis says that Redis is away. */
const answerMs = 2_000;

/** The value, or undefined when it fails or takes too long, which both mean that Redis is away. */
export async function unlessRedisIsAway<T>(answer: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), answerMs);
  });
  try {
    // Why Redis is away stands in the log already: its connection reports it.
    return await Promise.race([answer.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}

export interface Observed {
  readonly instances: readonly ServiceInstance[];
  /** Why Redis does not take what is written into it, heartbeats included. */
  readonly refusal: string | undefined;
}

export function observe(
  { registry, redis }: { readonly registry: ServiceRegistry; readonly redis: Redis },
  server: string,
): Promise<Observed | undefined> {
  const both = Promise.all([registry.live({ server }), writeRefusal(redis)]);
  return unlessRedisIsAway(both.then(([instances, refusal]) => ({ instances, refusal })));
}
