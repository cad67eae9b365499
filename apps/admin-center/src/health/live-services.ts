import type { ServiceInstance, ServiceRegistry } from '@mailyard/directory';

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

export function liveServices(
  registry: ServiceRegistry,
  server: string,
): Promise<readonly ServiceInstance[] | undefined> {
  return unlessRedisIsAway(registry.live({ server }));
}
