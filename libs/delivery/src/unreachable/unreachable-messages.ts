import {
  parseCopy,
  parseJobId,
  submissionQueue,
  unreachableQueue,
  type Lease,
  type QueueDatabase,
} from '@mailyard/queue';

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

  async #resubmitOne(lease: Lease, claimNext: boolean): Promise<Lease | undefined> {
    const { database } = this.#options;
    const { id } = parseJobId(lease.jobId);
    const { lastError: _, ...copy } = parseCopy(lease.data);
    const resubmitted = { ...copy, queue: submissionQueue };
    const transaction = database
      .transaction()
      .settle({ settled: { id, number: copy.number, stored: lease.data }, replacedBy: [resubmitted] })
      .enqueue({ id, copy: resubmitted, receivedAt: lease.timestamp })
      .finish(lease, { claimNext });
    const { claims } = await database.commitSurely(transaction);
    return claims.get(lease.token)?.lease;
  }
}
