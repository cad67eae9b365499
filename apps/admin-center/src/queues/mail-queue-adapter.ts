import { AsyncLocalStorage } from 'node:async_hooks';

import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import {
  monitor,
  resumeQueue,
  retryMessage,
  retryQueue,
  suspendQueue,
  type BoardQueue,
  type BoardQueues,
  type Caller,
  type Operations,
} from '@mailyard/operations';

type Job = Awaited<ReturnType<BullMQAdapter['getJobs']>>[number];

/** Who has sent the request that is being answered. */
export const requestCaller = new AsyncLocalStorage<Caller>();

/** A queue as Bull Board shows it; what it changes there is an operation of whoever has sent the request. */
export class MailQueueAdapter extends BullMQAdapter {
  readonly #boardQueues: BoardQueues;
  readonly #operations: Operations;
  readonly #name: string;
  #title = '';
  #about = '';

  constructor(
    queue: BoardQueue['queue'],
    from: { readonly boardQueues: BoardQueues; readonly operations: Operations },
  ) {
    super(queue, { allowRetries: false });
    this.#boardQueues = from.boardQueues;
    this.#operations = from.operations;
    this.#name = queue.name;
  }

  /** As it is called and how it is, from now on. */
  describe({ identity, nextRetryTime, lastError }: NonNullable<BoardQueue['summary']>): void {
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
    return ['active', 'waiting', 'prioritized', 'delayed'];
  }

  override async getJob(id: string): Promise<Job | undefined> {
    const job = await super.getJob(id);
    if (job === undefined) return undefined;
    await this.#boardQueues.bringUpToDate([job]);
    return Object.assign(job, { promote: () => this.#retryMessage(id) });
  }

  override async getJobs(...range: Parameters<BullMQAdapter['getJobs']>): Promise<Job[]> {
    const jobs = await super.getJobs(...range);
    await this.#boardQueues.bringUpToDate(jobs);
    return jobs;
  }

  /** The limiter of a queue is its timer in Retry, which its title tells; nobody has set a rate. */
  override getActiveRateLimitTtl(): Promise<number> {
    return Promise.resolve(0);
  }

  override get supportsGlobalRateLimit(): boolean {
    return false;
  }

  override async pause(): Promise<void> {
    await this.#operations.run(suspendQueue, { queue: this.#name }, caller());
  }

  override async resume(): Promise<void> {
    await this.#operations.run(resumeQueue, { queue: this.#name }, caller());
  }

  /** Within a second. */
  override async promoteAll(): Promise<void> {
    await this.#operations.run(retryQueue, { queue: this.#name }, caller());
  }

  async #retryMessage(job: string): Promise<void> {
    const id = this.#boardQueues.messageOf(job);
    await this.#operations.run(retryMessage, { id, queue: this.#name }, caller());
  }
}

function caller(): Caller {
  return requestCaller.getStore() ?? monitor('admin-center');
}

function clock(time: number): string {
  return `${new Date(time).toISOString().slice(11, 19)} UTC`;
}
