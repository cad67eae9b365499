import {
  DatabaseError,
  parseJobId,
  setAside,
  submissionQueue,
  unreachableQueue,
  type Lease,
  type QueueDatabase,
} from '@mailyard/queue';

import { resubmit } from '../resubmission.js';

export interface UnreachableMessagesOptions {
  readonly database: QueueDatabase;
  readonly onQueued: (queue: string) => void;
}

/** Messages without a route. No lane serves them; when the configuration changes they are categorized anew. */
export class UnreachableMessages {
  readonly #options: UnreachableMessagesOptions;

  constructor(options: UnreachableMessagesOptions) {
    this.#options = options;
  }

  /** Sends back to Submission what waits now; what comes back from there meanwhile waits for the next change. */
  async resubmit(): Promise<number> {
    const { database, onQueued } = this.#options;
    const waiting = await database.waiting(unreachableQueue);
    let { lease } = waiting === 0 ? {} : await database.claim(unreachableQueue);
    let resubmitted = 0;
    while (lease !== undefined) {
      resubmitted += 1;
      lease = await this.#resubmitOne(lease, resubmitted < waiting);
      onQueued(submissionQueue);
    }
    return resubmitted;
  }

  /** One that cannot be read must not keep the others. */
  async #resubmitOne(lease: Lease, claimNext: boolean): Promise<Lease | undefined> {
    const { database } = this.#options;
    try {
      return await resubmit(database, lease, claimNext);
    } catch (error) {
      if (error instanceof DatabaseError) throw error;
      await setAside(database, { ...parseJobId(lease.jobId), reason: String(error), lease });
    }
    return claimNext ? (await database.claim(unreachableQueue)).lease : undefined;
  }
}
