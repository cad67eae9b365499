import { parseCopy, poisonQueue, type QueueDatabase } from '@mailyard/queue';
import { PeriodicTask } from '@mailyard/service';

export interface PoisonWatchOptions {
  readonly database: QueueDatabase;
  readonly degradations: {
    enter(degradation: { readonly code: string; readonly subject: string; readonly reason: string }): void;
    leave(code: string, subject: string): void;
  };
  readonly onFault: (error: unknown) => void;
}

const code = 'poison-messages';
const namedMax = 3;

/** Tells while there are messages in the Poison queue, whoever set them aside. */
export class PoisonWatch {
  readonly #options: PoisonWatchOptions;
  readonly #looks: PeriodicTask;

  constructor(options: PoisonWatchOptions) {
    this.#options = options;
    this.#looks = new PeriodicTask(async () => options.database.ready && this.look(), options.onFault);
  }

  start(intervalMs: number): void {
    this.#looks.start(intervalMs);
  }

  stop(): void {
    void this.#looks.stop();
  }

  async look(): Promise<void> {
    const { database, degradations } = this.#options;
    const { count, jobs } = await database.waitingJobs.oldest(poisonQueue, namedMax);
    if (count === 0) return degradations.leave(code, poisonQueue);
    const reasons = jobs.map((data) => parseCopy(data).lastError).join('; ');
    const reason = `${count} ${count === 1 ? 'message is' : 'messages are'} set aside: ${reasons}`;
    degradations.enter({ code, subject: poisonQueue, reason });
  }
}
