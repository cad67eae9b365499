import { DatabaseError, parseJobId, setAside, unreachableQueue, type Lease } from '@mailyard/queue';

import { resubmit } from '../resubmission.js';
import type { TransportContext } from '../transport-context.js';

/** Messages without a route. No lane serves them; when the configuration changes they are categorized anew. */
export class UnreachableMessages {
  readonly #context: TransportContext;

  constructor(context: TransportContext) {
    this.#context = context;
  }

  /** Sends back to Submission what waits now; what comes back from there meanwhile waits for the next change. */
  async resubmit(): Promise<number> {
    const { database } = this.#context;
    const waiting = await database.waiting(unreachableQueue);
    let { lease } = waiting === 0 ? {} : await database.claim(unreachableQueue);
    let resubmitted = 0;
    while (lease !== undefined) {
      resubmitted += 1;
      lease = await this.#resubmitOne(lease, resubmitted < waiting);
    }
    return resubmitted;
  }

  /** One that cannot be read must not keep the others. */
  async #resubmitOne(lease: Lease, claimNext: boolean): Promise<Lease | undefined> {
    const { database } = this.#context;
    try {
      return await resubmit(lease, claimNext, this.#context);
    } catch (error) {
      if (error instanceof DatabaseError) throw error;
      await setAside(database, { ...parseJobId(lease.jobId), reason: String(error), lease });
    }
    return claimNext ? (await database.claim(unreachableQueue)).lease : undefined;
  }
}
