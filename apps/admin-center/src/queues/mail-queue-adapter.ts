import { AsyncLocalStorage } from 'node:async_hooks';

import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import {
  monitor,
  removeMessage,
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

/** Of a page, whatever the request says: each is read whole. */
const jobsMax = 1_000;

/** Who has sent the request that is being answered. */
export const requestCaller = new AsyncLocalStorage<Caller>();

export interface MailQueueOptions {
  readonly boardQueues: BoardQueues;
  readonly operations: Operations;
  /** Whether the sender is told when a message is removed there. */
  readonly removesWithNDR: boolean;
}

/** A queue as Bull Board shows it; what it changes there is an operation of whoever has sent the request. */
export class MailQueueAdapter extends BullMQAdapter {
  readonly #boardQueues: BoardQueues;
  readonly #operations: Operations;
  readonly #name: string;
  readonly #removesWithNDR: boolean;
  #title = '';
  #about = '';

  constructor(queue: BoardQueue['queue'], from: MailQueueOptions) {
    super(queue, { allowRetries: false });
    this.#boardQueues = from.boardQueues;
    this.#operations = from.operations;
    this.#removesWithNDR = from.removesWithNDR;
    this.#name = queue.name;
  }

  /** As it is called and how it is, from now on. */
  describe(summary: NonNullable<BoardQueue['summary']>): void {
    const { identity, nextRetryTime, suspendedCount, lastError } = summary;
    const more = [
      ...(nextRetryTime === undefined ? [] : [`Retry until ${clock(nextRetryTime)}`]),
      ...(suspendedCount === 0 ? [] : [`${suspendedCount} suspended`]),
    ];
    this.#title = more.length === 0 ? identity : `${identity} (${more.join(', ')})`;
    this.#about = lastError ?? '';
  }

  override getDisplayName(): string {
    return this.#title;
  }

  override getDescription(): string {
    return this.#about;
  }

  /** A job that is done or has failed is gone; the others do not occur. Paused is a message that is suspended. */
  override getJobStatuses(): ReturnType<BullMQAdapter['getJobStatuses']> {
    return ['active', 'waiting', 'prioritized', 'delayed', 'paused'];
  }

  override async getJobCounts(): ReturnType<BullMQAdapter['getJobCounts']> {
    const [counts, paused] = await Promise.all([
      super.getJobCounts(),
      this.#boardQueues.suspendedCount(this.#name),
    ]);
    return { ...counts, paused };
  }

  override async getJob(id: string): Promise<Job | undefined> {
    const job = await super.getJob(id);
    if (job === undefined) return undefined;
    await this.#boardQueues.bringUpToDate([job]);
    const orders = { promote: () => this.#retryMessage(id), remove: () => this.#removeMessage(id) };
    const known = job.getState.bind(job);
    // BullMQ has no place for those that were put aside.
    const getState = async () => {
      const state = await known();
      return state === 'unknown' ? 'paused' : state;
    };
    return Object.assign(job, ofNoMessage, orders, { getState }) as Job;
  }

  override async getJobs(...range: Parameters<BullMQAdapter['getJobs']>): Promise<Job[]> {
    const [statuses, start = 0, asked = 0] = range;
    const end = Math.min(asked, start + jobsMax - 1);
    const places = statuses.filter((status) => status !== 'paused');
    const jobs = places.length > 0 ? await super.getJobs(places, start, end) : [];
    if (places.length < statuses.length) jobs.push(...(await this.#suspendedJobs(start, end)));
    await this.#boardQueues.bringUpToDate(jobs);
    return jobs;
  }

  async #suspendedJobs(start: number, end: number): Promise<Job[]> {
    const ids = await this.#boardQueues.suspendedJobs(this.#name, start, end - start + 1);
    const jobs = await Promise.all(ids.map((id) => super.getJob(id)));
    return jobs.filter((job) => job !== undefined) as Job[];
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

  override clean(): Promise<never> {
    return refused();
  }

  override empty(): Promise<never> {
    return refused();
  }

  override obliterate(): Promise<never> {
    return refused();
  }

  override addJob(): Promise<never> {
    return refused();
  }

  /** It would hold up all hubs, and nobody would see why. */
  override setGlobalConcurrency(): Promise<never> {
    return refused();
  }

  override setConfiguredRateLimit(): Promise<never> {
    return refused();
  }

  /** The limiter is the timer of a queue in Retry. */
  override releaseActiveRateLimit(): Promise<never> {
    return refused();
  }

  /** What is being delivered goes if that fails; why another one stays is an error. */
  async #removeMessage(job: string): Promise<void> {
    const id = `${this.#name}\\${this.#boardQueues.messageOf(job)}`;
    const input = { id, withNDR: this.#removesWithNDR };
    const removed = await this.#operations.run(removeMessage, input, caller());
    const kept = removed.find(({ removal }) => !['Removed', 'Pending', 'Gone'].includes(removal));
    if (kept !== undefined) throw new Error(`the message is not removed: ${kept.removal}`);
  }

  async #retryMessage(job: string): Promise<void> {
    const id = this.#boardQueues.messageOf(job);
    await this.#operations.run(retryMessage, { id, queue: this.#name }, caller());
  }
}

/** Buttons for it are not shown, and requests for it come no further than `queueBoard`. */
function refused(): Promise<never> {
  return Promise.reject(new Error('a message is not edited, copied or thrown away here'));
}

/** What BullMQ can do to a job and nobody may do to a message. */
const ofNoMessage = Object.fromEntries(
  ['retry', 'updateData', 'changeDelay', 'changePriority', 'removeUnprocessedChildren', 'moveToDelayed'].map(
    (name) => [name, refused],
  ),
);

function caller(): Caller {
  return requestCaller.getStore() ?? monitor('admin-center');
}

function clock(time: number): string {
  return `${new Date(time).toISOString().slice(11, 19)} UTC`;
}
