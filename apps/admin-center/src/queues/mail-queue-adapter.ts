import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import type { QueueCatalog, QueueSummary } from '@mailyard/queue';
import type { Job, Queue } from 'bullmq';

/**
 * A queue as Bull Board shows it. A job's own data is what the copy was when it was queued; the mail item knows what it
 * is now, so jobs are shown by that.
 */
export class MailQueueAdapter extends BullMQAdapter {
  readonly #catalog: QueueCatalog;
  readonly #name: string;
  #title = '';
  #about = '';

  constructor(queue: Queue, catalog: QueueCatalog) {
    super(queue, { allowRetries: false });
    this.#catalog = catalog;
    this.#name = queue.name;
  }

  /** As it is called and how it is, from now on. */
  describe(summary: QueueSummary): void {
    const { identity, nextRetryTime, lastError } = summary;
    this.#title =
      nextRetryTime === undefined ? identity : `${identity} (Retry until ${clock(nextRetryTime)})`;
    this.#about = lastError ?? '';
  }

  override getDisplayName(): string {
    return this.#title;
  }

  override getDescription(): string {
    return this.#about;
  }

  /** A job that is done or has failed is gone; the others do not occur. */
  override getJobStatuses(): ReturnType<BullMQAdapter['getJobStatuses']> {
    return ['active', 'waiting', 'delayed'];
  }

  override async getJob(id: string): Promise<Job | undefined> {
    const job = await super.getJob(id);
    if (job !== undefined) await this.#bringUpToDate([job]);
    return job;
  }

  override async getJobs(...range: Parameters<BullMQAdapter['getJobs']>): Promise<Job[]> {
    const jobs = await super.getJobs(...range);
    await this.#bringUpToDate(jobs);
    return jobs;
  }

  /** The limiter of a queue is its timer in Retry, which its title tells; nobody has set a rate. */
  override getActiveRateLimitTtl(): Promise<number> {
    return Promise.resolve(0);
  }

  override get supportsGlobalRateLimit(): boolean {
    return false;
  }

  /** Retry-Queue: within a second. */
  override async promoteAll(): Promise<void> {
    await this.#catalog.retryNow(this.#name);
  }

  /** In memory only. */
  async #bringUpToDate(jobs: readonly Job[]): Promise<void> {
    const messages = await this.#catalog.messages(jobs.map(({ id }) => id ?? ''));
    for (const [index, job] of jobs.entries()) {
      const message = messages[index];
      if (message === undefined) continue;
      job.name = `${message.from} ${message.subject}`.trim() || 'damaged';
      job.data = message;
      job.attemptsMade = message.attempts;
      job.failedReason = message.lastError ?? '';
    }
  }
}

function clock(time: number): string {
  return `${new Date(time).toISOString().slice(11, 19)} UTC`;
}
