import { setTimeout as pause } from 'node:timers/promises';

import { eventually } from '@mailyard/testing';

import type { Launched, LaunchedService } from '../../stack/launched.js';

/** Reproducible pseudo-random numbers in [0, 1) from a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Kill<T> {
  readonly victim: T;
  /** Pause before it. */
  readonly afterMs: number;
}

/** Each victim `times` times, in random order, with random pauses. */
export function killPlan<T>(
  victims: readonly T[],
  { times, random, pauseMsMax }: { times: number; random: () => number; pauseMsMax: number },
): readonly Kill<T>[] {
  const order = Array.from({ length: times }, () => victims)
    .flat()
    .map((victim) => ({ victim, rank: random() }))
    .toSorted((a, b) => a.rank - b.rank);
  return order.map(({ victim }) => ({ victim, afterMs: Math.round(random() * pauseMsMax) }));
}

/** Kills one process after the other with SIGKILL. */
export async function carryOut(plan: readonly Kill<LaunchedService>[], stack: Launched): Promise<void> {
  for (const { victim, afterMs } of plan) {
    await pause(afterMs);
    await kill(victim, stack);
  }
}

/** Restarts take a moment: waits for a process that is there. */
export async function kill(victim: LaunchedService, stack: Launched): Promise<void> {
  const { pid } = await eventually(async () => (await stack.process(victim)) ?? false, {
    deadlineMs: 20_000,
    what: `${victim} to be running`,
  });
  process.kill(pid, 'SIGKILL');
}
