import { OperationError } from '../operation.js';

/** Whoever waits longer than this for Redis is told that it is away. */
const answerMs = 2_000;

/** The value, or undefined when it fails or takes too long, which both mean that Redis is away. */
export async function unlessRedisIsAway<T>(answer: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), answerMs);
  });
  try {
    return await Promise.race([answer.catch(undefinedUnlessOurs), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Why Redis is away stands in the log already: its connection reports it. */
function undefinedUnlessOurs(error: unknown): undefined {
  if (error instanceof OperationError) throw error;
}
