import { setTimeout as pause } from 'node:timers/promises';

export interface EventuallyOptions {
  readonly deadlineMs?: number;
  readonly intervalMs?: number;
  /** What is waited for, for the message of a failure. */
  readonly what?: string;
}

/**
 * Calls `check` again and again until it neither throws nor returns `false`, and returns what it returned; at the
 * deadline the last failure is thrown. A test waits for a state with it, never for a time.
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  options: EventuallyOptions = {},
): Promise<Exclude<Awaited<T>, false>> {
  const { deadlineMs = 10_000, intervalMs = 25, what = 'the expected state' } = options;
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    let failure: unknown;
    try {
      const result = await check();
      if (result !== false) return result as Exclude<Awaited<T>, false>;
    } catch (error) {
      failure = error;
    }
    if (Date.now() >= deadline) {
      throw new Error(`waited ${deadlineMs} ms for ${what}${reason(failure)}`, { cause: failure });
    }
    await pause(intervalMs);
  }
}

/** Settles as `promise` does, or rejects at the deadline. */
export async function withDeadline<T>(promise: Promise<T>, deadlineMs: number, what: string): Promise<T> {
  const timer = new AbortController();
  const late = pause(deadlineMs, undefined, { signal: timer.signal }).then(
    () => Promise.reject(new Error(`waited ${deadlineMs} ms for ${what}`)),
    () => undefined as never,
  );
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.abort();
  }
}

function reason(failure: unknown): string {
  return failure instanceof Error ? `: ${failure.message}` : '';
}
