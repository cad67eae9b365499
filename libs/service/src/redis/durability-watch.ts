import type { Redis } from 'ioredis';

import type { Degradations } from '../degradations.js';
import { silentLog, type Log } from '../log/log.js';
import { PeriodicTask } from '../periodic-task.js';
import type { Settings } from '../settings/settings.js';
import { readDurability, type Durability } from './redis-durability.js';

export interface DurabilityWatchOptions {
  readonly settings: Pick<Settings, 'durability'>;
  readonly degradations: Degradations;
  readonly log?: Log;
}

const code = 'redis-not-durable';
const subject = 'Redis';
const intervalMs = 1_000;

/**
 * What Redis promises for acknowledged mail: read before the first message is accepted, after each loss of the connection
 * and every second, since an administrator may weaken it, and so may a restart without its files. Heartbeats carry it.
 */
export class DurabilityWatch implements Durability {
  strict = true;
  weaknesses: readonly string[] = [];
  readonly #options: DurabilityWatchOptions;
  readonly #checks: PeriodicTask;

  private constructor(redis: Redis, options: DurabilityWatchOptions) {
    this.#options = options;
    this.#checks = new PeriodicTask(
      () => this.check(redis),
      // Its connection reports that Redis is away, and the next one is checked before it is used.
      (error) => options.log?.debug(`durability is not known: ${String(error)}`),
    );
  }

  /** Throws when Redis may lose what was acknowledged, unless the operator said that this may be. */
  static async open(redis: Redis, options: DurabilityWatchOptions): Promise<DurabilityWatch> {
    const watch = new DurabilityWatch(redis, options);
    const found = await readDurability(redis);
    if (!found.strict && watch.#demanded) {
      throw new Error(`${riskOf(found)}. MAILYARD_DURABILITY=relaxed starts all the same.`);
    }
    watch.#take(found);
    watch.#checks.start(intervalMs);
    return watch;
  }

  /** No mail may be accepted: it could be lost, and the operator has not said that this may be. */
  get forbidsMail(): boolean {
    return !this.strict && this.#demanded;
  }

  /** Rejects when Redis is away. */
  async check(redis: Redis): Promise<void> {
    this.#take(await readDurability(redis, this));
  }

  close(): void {
    void this.#checks.stop();
  }

  get #demanded(): boolean {
    return this.#options.settings.durability === 'strict';
  }

  #take(found: Durability): void {
    const { degradations, log = silentLog } = this.#options;
    const changed = found.weaknesses.join() !== this.weaknesses.join();
    this.strict = found.strict;
    this.weaknesses = found.weaknesses;
    const reason = `no mail is accepted: ${riskOf(found)}`;
    if (this.forbidsMail) degradations.enter({ code, subject, reason });
    else degradations.leave(code, subject);
    if (!changed || this.#demanded) return;
    if (found.strict) log.info('Redis keeps what is acknowledged');
    else log.warn(`durability is relaxed. ${riskOf(found)}`);
  }
}

function riskOf({ weaknesses }: Durability): string {
  return `Redis can lose acknowledged mail: ${weaknesses.join('; ')}`;
}
