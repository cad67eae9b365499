import type { Log } from '../log/log.js';
import { PeriodicTask } from '../periodic-task.js';
import { RedisLease, type RedisLeaseOptions } from './redis-lease.js';
import { refusesWrites } from './redis-writes.js';

export interface LeasedWatchOptions {
  /** Its parameters are read each time: settings may change. */
  readonly lease: RedisLeaseOptions;
  /** What the log calls it. */
  readonly name: string;
  readonly log: Pick<Log, 'warn'>;
  /** Begins what is due, if the lease is ours. */
  readonly look: () => Promise<void>;
}

/** All replicas look what is due, one of them does it, and of each subject one thing at a time. */
export class LeasedWatch {
  readonly #options: LeasedWatchOptions;
  readonly #lease: RedisLease;
  readonly #looks: PeriodicTask;
  readonly #running = new Map<string, Promise<void>>();

  constructor(options: LeasedWatchOptions) {
    this.#options = options;
    const { name, log } = options;
    this.#lease = new RedisLease(options.lease);
    this.#looks = new PeriodicTask(options.look, (error) =>
      log.warn(`${name} cannot look what is due: ${String(error)}`),
    );
  }

  start(lookMs: number): void {
    this.#looks.start(lookMs);
  }

  /** What is under way ends first. */
  async stop(): Promise<void> {
    await this.#looks.stop();
    await Promise.all(this.#running.values());
    await this.#lease.release();
  }

  isMine(): Promise<boolean> {
    return this.#lease.isMine();
  }

  isRunning(subject: string): boolean {
    return this.#running.has(subject);
  }

  begin(subject: string, run: () => Promise<void>): void {
    const { name, log } = this.#options;
    const running = run()
      .catch((error: unknown) => {
        // Redis, when it is back, shows what is due.
        if (!refusesWrites(error)) log.warn(`${name}: ${String(error)}`);
      })
      .finally(() => this.#running.delete(subject));
    this.#running.set(subject, running);
  }
}
