import { setImmediate } from 'node:timers/promises';

import { waitsFor, type RoutableCopy } from '@mailyard/queue';

import type { TransportContext } from '../transport-context.js';
import { settingAside } from './moved-copies.js';

const readAtOnce = 250;

/**
 * Every copy that waits in a queue now, some at a time, the first of them first; not those that come meanwhile, or come back. `act`
 * tells how many of them left the queue: the others are passed over.
 */
export async function readWaiting(
  queue: string,
  context: TransportContext,
  act: (copies: readonly RoutableCopy[]) => Promise<number>,
): Promise<void> {
  const { waitingJobs, messages } = context.database;
  const counts = await Promise.all(waitsFor.map((place) => waitingJobs.count(queue, place)));
  for (const [index, place] of waitsFor.entries()) {
    let due = counts[index] ?? 0;
    for (let skip = 0; due > 0;) {
      const count = Math.min(readAtOnce, due);
      const jobs = await waitingJobs.page(queue, place, { skip, count });
      if (jobs.length === 0) break;
      due -= jobs.length;
      const left = await act(await messages.routable(queue, jobs, settingAside(queue, context)));
      skip += jobs.length - left;
      await setImmediate();
    }
  }
}
