import {
  parseCopy,
  recipientCount,
  submissionQueue,
  type Lane,
  type Lease,
  type QueueDatabase,
} from '@mailyard/queue';

import { resubmit } from '../resubmission.js';

export interface PoisonLaneOptions {
  readonly database: QueueDatabase;
  readonly onQueued: (queue: string) => void;
}

/** Works while an administrator has resumed the Poison queue: what was set aside is submitted again. */
export class PoisonLane implements Lane {
  readonly #options: PoisonLaneOptions;

  constructor(options: PoisonLaneOptions) {
    this.#options = options;
  }

  async process(lease: Lease, goOn: () => boolean): Promise<Lease | undefined> {
    const { database, onQueued } = this.#options;
    // Without recipients the message would end here, and be gone.
    if (recipientCount(parseCopy(lease.data)) === 0) {
      throw new Error('nobody knows any more for whom this message is');
    }
    const next = await resubmit(database, lease, goOn());
    onQueued(submissionQueue);
    return next;
  }

  close(): void {
    // Nothing is kept between messages.
  }
}
