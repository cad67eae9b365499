import type { Organization } from '@mailyard/directory';
import type { InternalId } from '@mailyard/message';
import {
  parseCopy,
  parseJobId,
  submissionQueue,
  unreachableQueue,
  type Committed,
  type Lane,
  type Lanes,
  type Lease,
  type NewItem,
  type NextHopSolutionKey,
  type QueueDatabase,
  type QueuedCopy,
  type QueueTransaction,
} from '@mailyard/queue';
import { categorize, nextHopKey, type Categorization } from '@mailyard/routing';
import { replies } from '@mailyard/smtp';

import type { DsnAuthor } from '../outcome/dsn-author.js';
import type { CountTransport } from '../outcome/transport-counts.js';

export interface CategorizerOptions {
  readonly database: QueueDatabase;
  readonly organization: () => Organization;
  readonly dsns: DsnAuthor;
  /** Of the queues that it fills. */
  readonly lanes: Lanes;
  readonly count: CountTransport;
}

/** A copy for one next hop; without one it is for Unreachable. */
interface Routed {
  readonly copy: QueuedCopy;
  readonly nextHop?: NextHopSolutionKey;
}

/**
 * Takes a message from Submission, resolves its recipients, and puts one copy for each next hop into that next hop's
 * queue: all in one transaction, together with the DSN for those who cannot be reached and with the end of its own job.
 */
export class Categorizer implements Lane {
  readonly #options: CategorizerOptions;

  constructor(options: CategorizerOptions) {
    this.#options = options;
  }

  async process(lease: Lease, goOn: () => boolean): Promise<Lease | undefined> {
    const { organization } = this.#options;
    const { id } = parseJobId(lease.jobId);
    const waiting = parseCopy(lease.data);
    const categorization = categorize(waiting, organization());
    const routed = copiesOf(waiting, categorization);
    const newItems = await this.#dsns(lease, categorization);
    const transaction = this.#options.database.transaction().settle({
      settled: { id, number: waiting.number, stored: lease.data },
      replacedBy: routed.map(({ copy }) => copy),
      newItems,
    });
    enqueueAll(transaction, { id, receivedAt: lease.timestamp, routed });
    transaction.finish(lease, { claimNext: goOn() });
    const { settled, claims } = await this.#commit(
      transaction,
      new Set(routed.map(({ copy }) => copy.queue)),
    );
    if (settled) this.#count(categorization, newItems);
    return claims.get(lease.token)?.lease;
  }

  /** A free lane of each queue begins with the job that is claimed for it in the same transaction. */
  async #commit(transaction: QueueTransaction, queues: ReadonlySet<string>): Promise<Committed> {
    const { database, lanes } = this.#options;
    const seats = [...queues].flatMap((queue) => lanes.reserve(queue) ?? []);
    for (const seat of seats) transaction.claim(seat);
    let committed: Committed | undefined;
    try {
      committed = await database.commitSurely(transaction);
      return committed;
    } finally {
      for (const seat of seats) seat.take(committed?.claims.get(seat.token)?.lease);
      const served = new Set(seats.map(({ queue }) => queue));
      for (const queue of queues) if (!served.has(queue)) lanes.wake(queue);
    }
  }

  #count({ failed }: Categorization, newItems: readonly NewItem[]): void {
    const { count, lanes } = this.#options;
    count('failed', failed.length);
    count('dsn', newItems.length);
    if (newItems.length > 0) lanes.wake(submissionQueue);
  }

  close(): void {
    // Nothing is kept between messages.
  }

  async #dsns(lease: Lease, { failed, expanded }: Categorization): Promise<readonly NewItem[]> {
    if (failed.length + expanded.length === 0) return [];
    const { database, dsns } = this.#options;
    const { message } = await database.messages.load(lease);
    if (message === undefined) return [];
    const groups = expanded.map((group) => ({ recipient: group.recipient, reply: replies.recipientOk }));
    return [
      ...(await dsns.write('failed', message, failed)),
      // RFC 3461 §5.2.7.3: whoever asked for SUCCESS hears that the list was expanded.
      ...(await dsns.write('expanded', message, groups)),
    ];
  }
}

function copiesOf(waiting: QueuedCopy, { deliveries, unreachable }: Categorization): readonly Routed[] {
  const shares: (Omit<QueuedCopy, 'number' | 'attempts'> & Pick<Routed, 'nextHop'>)[] = deliveries.map(
    ({ nextHop, recipients }) => ({ queue: nextHopKey(nextHop), recipients, nextHop: { ...nextHop } }),
  );
  const [first] = unreachable;
  if (first !== undefined) {
    const recipients = unreachable.map(({ recipient }) => recipient);
    shares.push({ queue: unreachableQueue, recipients, lastError: first.lastError });
  }
  return shares.map(({ nextHop, ...share }, index) => {
    const number = shares.length === 1 ? waiting.number : `${waiting.number}.${index + 1}`;
    return { copy: { number, attempts: 0, ...share }, ...(nextHop === undefined ? {} : { nextHop }) };
  });
}

function enqueueAll(
  transaction: QueueTransaction,
  message: { readonly id: InternalId; readonly receivedAt: number; readonly routed: readonly Routed[] },
): void {
  for (const { copy, nextHop } of message.routed) {
    transaction.enqueue({
      id: message.id,
      copy,
      receivedAt: message.receivedAt,
      ...(nextHop === undefined ? {} : { nextHop }),
    });
  }
}
