import type { Job, Queue, QueueOptions } from 'bullmq';
import type { Redis } from 'ioredis';

type BullMQ = typeof import('bullmq');

/** BullMQ's own objects for the queues of a server: the same object for a queue each time it is asked for. */
export class QueueObjects {
  readonly #redis: Redis;
  readonly #prefix: string;
  readonly #queues = new Map<string, Queue>();

  constructor(redis: Redis, prefix: string) {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  async get(name: string): Promise<Queue> {
    // Loaded when it is needed: who only reads queues starts without it.
    const bull = await import('bullmq');
    const known = this.#queues.get(name);
    if (known !== undefined) return known;
    const queue = mailQueue(bull, name, { connection: this.#redis, prefix: this.#prefix });
    this.#queues.set(name, queue);
    return queue;
  }

  /** Closes the objects of queues that are gone. */
  async keepOnly(names: ReadonlySet<string>): Promise<void> {
    const gone = [...this.#queues].filter(([name]) => !names.has(name));
    for (const [name] of gone) this.#queues.delete(name);
    await Promise.all(gone.map(([, queue]) => queue.close()));
  }
}

/** One job that BullMQ cannot read does not keep it from reading the others. */
function mailQueue({ Job: BullJob, Queue: BullQueue }: BullMQ, name: string, options: QueueOptions): Queue {
  const queue = new BullQueue(name, options);
  const read = queue.getJob.bind(queue);
  queue.getJob = async (jobId: string): Promise<Job | undefined> => {
    try {
      return await read(jobId);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return new BullJob(queue, 'damaged', {}, {}, jobId);
    }
  };
  return queue;
}
