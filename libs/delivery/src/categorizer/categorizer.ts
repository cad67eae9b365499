import type { Organization } from '@mailyard/directory';
import type { InternalId } from '@mailyard/message';
import {
  parseCopy,
  parseJobId,
  submissionQueue,
  unreachableQueue,
  type Lane,
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
  /** There is a new job in that queue. */
  readonly onQueued: (queue: string) => void;
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
    const { database, organization, onQueued, count } = this.#options;
    const { id } = parseJobId(lease.jobId);
    const waiting = parseCopy(lease.data);
    const categorization = categorize(waiting, organization());
    const routed = copiesOf(waiting, categorization);
    const newItems = await this.#dsns(lease, categorization);
    const transaction = database.transaction().settle({
      settled: { id, number: waiting.number, stored: lease.data },
      replacedBy: routed.map(({ copy }) => copy),
      newItems,
    });
    enqueueAll(transaction, { id, receivedAt: lease.timestamp, routed });
    transaction.finish(lease, { claimNext: goOn() });
    const { settled, claim } = await database.commitSurely(transaction);
    if (settled) {
      count('failed', categorization.failed.length);
      count('dsn', newItems.length);
      for (const queue of new Set(routed.map(({ copy }) => copy.queue))) onQueued(queue);
      if (newItems.length > 0) onQueued(submissionQueue);
    }
    return claim.lease;
  }

  close(): void {
    // Nothing is kept between messages.
  }

  async #dsns(lease: Lease, { failed, expanded }: Categorization): Promise<readonly NewItem[]> {
    if (failed.length + expanded.length === 0) return [];
    const { database, dsns } = this.#options;
    const { message } = await database.load(lease);
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
