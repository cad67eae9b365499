import { parseCopy, parseJobId, recipientCount, type Lane, type Lease } from '@mailyard/queue';

import { resubmit } from '../resubmission.js';
import { tellMove } from '../tracking/track-moved.js';
import type { TransportContext } from '../transport-context.js';

/** Works while an administrator has resumed the Poison queue: what was set aside is submitted again. */
export class PoisonLane implements Lane {
  readonly #context: TransportContext;

  constructor(context: TransportContext) {
    this.#context = context;
  }

  async process(lease: Lease, goOn: () => boolean): Promise<Lease | undefined> {
    // Without recipients the message would end here, and be gone.
    if (recipientCount(parseCopy(lease.data)) === 0) {
      throw new Error('nobody knows any more for whom this message is');
    }
    const left = { ...parseJobId(lease.jobId), queue: lease.queue };
    const sourceContext = 'an administrator has resumed the Poison queue';
    const move = { eventId: 'POISONMESSAGE', source: 'QUEUE', sourceContext } as const;
    const tell = await tellMove(left, move, this.#context);
    const next = await resubmit(lease, goOn(), this.#context);
    tell();
    return next;
  }

  close(): void {
    // Nothing is kept between messages.
  }
}
