import type { QueueTransaction } from '../transaction/queue-transaction.js';
import type { Step } from '../transaction/committed.js';
import { bullJobs } from './bull-jobs.js';
import type { Lease } from './lease.js';
import { msSince } from './moment.js';

export interface LeasesOptions {
  readonly lockMs: number;
  readonly transaction: () => QueueTransaction;
}

/** The leases of this process: those that it works on are extended, and each one tells whether it holds still. */
export class Leases {
  readonly #options: LeasesOptions;
  /** A few dozen. No Set, since V8 keeps what was in one for a while, see `Held` of RecentMessages. */
  readonly #held: Lease[] = [];

  constructor(options: LeasesOptions) {
    this.#options = options;
  }

  /** From now on the lock is extended until `release`. */
  hold(lease: Lease): void {
    if (!this.#held.includes(lease)) this.#held.push(lease);
  }

  get held(): readonly Lease[] {
    return this.#held.slice();
  }

  release(lease: Lease): void {
    const at = this.#held.indexOf(lease);
    if (at >= 0) this.#held.splice(at, 1);
  }

  /** To be called a few times within `lockMs`. */
  async extend(): Promise<void> {
    if (this.#held.length > 0) await this.#extend(this.held);
  }

  /**
   * Whether the job is ours for the moment that the end of a message takes on its way: Redis has confirmed the lease so
   * short a time ago that a quarter of the lock is left. A hub that works has each lease confirmed four times in that time.
   */
  isSure({ confirmed }: Lease): boolean {
    return msSince(confirmed) < (this.#options.lockMs * 3) / 4;
  }

  /** Until then nobody else can have the job, unless Redis is asked again; milliseconds since the epoch. */
  expiryOf({ confirmed }: Lease): number {
    return confirmed.wall + this.#options.lockMs;
  }

  /** Asks Redis; who cannot ask may have lost it. */
  async confirm(lease: Lease): Promise<boolean> {
    try {
      const [confirmed = false] = await this.#extend([lease]);
      return confirmed;
    } catch {
      return false;
    }
  }

  async #extend(leases: readonly Lease[]): Promise<readonly boolean[]> {
    const transaction = this.#options.transaction();
    const steps = leases.map((lease) => transaction.step(extension(lease)));
    const committed = await transaction.commit();
    return leases.map((lease, index) => {
      const confirmed = committed.resultOf(steps[index] as Step<boolean>);
      if (confirmed) lease.confirmed = committed.asked;
      return confirmed;
    });
  }
}

/** False: others have the job, or have had it. */
function extension(lease: Lease): Step<boolean> {
  return {
    add: (steps) => bullJobs.extend(steps, lease),
    read: (replies, at) => Number(replies[at]) === 1,
  };
}
