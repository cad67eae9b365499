import { parseJobId, type ListedMessage, type QueueCatalog, type QueueSummary } from '@mailyard/queue';
import type { Job, Queue } from 'bullmq';

import { unlessRedisIsAway } from '../redis/redis-answer.js';

/** A queue for a dashboard to read; what changes it is an operation. */
export interface BoardQueue {
  readonly queue: Queue;
  /** As it is called and how it is; undefined while nobody knows. */
  readonly summary: QueueSummary | undefined;
}

/** BullMQ's own view of the queues of the server, for dashboards that know BullMQ only. */
export class BoardQueues {
  readonly #catalog: QueueCatalog;
  readonly #quiet = new WeakSet<Queue>();

  constructor(catalog: QueueCatalog) {
    this.#catalog = catalog;
  }

  /** The same objects each time; undefined while Redis is away. */
  async list(): Promise<readonly BoardQueue[] | undefined> {
    const catalog = this.#catalog;
    const found = await unlessRedisIsAway(Promise.all([catalog.bullQueues(), catalog.list()]));
    if (found === undefined) return undefined;
    const [queues, summaries] = found;
    const byName = new Map(summaries.map((summary) => [summary.name, summary]));
    return queues.map((queue) => ({ queue: this.#quietened(queue), summary: byName.get(queue.name) }));
  }

  /**
   * A job's own data is what the copy was when it was queued; the mail item knows what it is now, so jobs are shown by
   * that. In memory only.
   */
  async bringUpToDate(jobs: readonly Job[]): Promise<void> {
    const messages = await this.#catalog.messages(jobs.map(({ id }) => id ?? ''));
    for (const [index, job] of jobs.entries()) {
      const message = messages[index];
      if (message === undefined) continue;
      job.name = titleOf(message);
      job.data = message;
      job.attemptsMade = message.attempts;
      job.failedReason = message.lastError ?? '';
    }
  }

  /** How many jobs of a queue were put aside since they are suspended. */
  async suspendedCount(queue: string): Promise<number> {
    return (await this.#catalog.suspendedJobs(queue, { skip: 0, count: 0 })).total;
  }

  /** Some of them. */
  async suspendedJobs(queue: string, skip: number, count: number): Promise<readonly string[]> {
    return (await this.#catalog.suspendedJobs(queue, { skip, count })).jobIds;
  }

  /** The message that a job is about. */
  messageOf(jobId: string): string {
    return parseJobId(jobId).id;
  }

  /** The connection that all queues share reports an outage once; BullMQ would print it for each of them. */
  #quietened(queue: Queue): Queue {
    if (!this.#quiet.has(queue)) queue.on('error', () => undefined);
    this.#quiet.add(queue);
    return queue;
  }
}

/** Who wrote it, about what, how large it is and how it is: what tells one message from another in a list. */
function titleOf({ from, subject, sizeBytes, status, heldBy }: ListedMessage): string {
  const about = `${from} ${subject}`.trim();
  if (about === '') return 'damaged';
  const state = heldBy === undefined ? status : `${status}, held by operation ${heldBy}`;
  return `${about} (${Math.ceil(sizeBytes / 1024)} KB, ${state})`;
}
