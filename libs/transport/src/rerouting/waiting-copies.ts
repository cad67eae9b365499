import { setImmediate } from 'node:timers/promises';

import type { RoutableCopy } from '@mailyard/queue';

import type { TransportContext } from '../transport-context.js';
import { settingAside } from './moved-copies.js';

const readAtOnce = 250;

/**
 * Every copy that waits in a queue, some at a time, the oldest first. `act` tells how many of them left the queue: the others
 * are passed over.
 */
export async function readWaiting(
  queue: string,
  context: TransportContext,
  act: (copies: readonly RoutableCopy[]) => Promise<number>,
): Promise<void> {
  const { waitingJobs, messages } = context.database;
  for (const waitsFor of ['wait', 'delayed'] as const) {
    for (let skip = 0; ;) {
      const jobs = await waitingJobs.page(queue, waitsFor, { skip, count: readAtOnce });
      if (jobs.length === 0) break;
      const left = await act(await messages.routable(queue, jobs, settingAside(queue, context)));
      skip += jobs.length - left;
      await setImmediate();
    }
  }
}
