import type { InternalId } from '@mailyard/message';
import {
  commitAndClaim,
  DamagedMessage,
  itemOfCopy,
  parseCopy,
  submissionQueue,
  type Committed,
  type Lane,
  type LaneJob,
  type Lease,
  type LoadedCopy,
  type NewItem,
  type QueuedCopy,
  type QueueTransaction,
  type ReadCopy,
  type RoutedCopy,
} from '@mailyard/queue';
import { categorize, type Categorization, type FailedRecipient } from '@mailyard/routing';
import { formatPath, replies } from '@mailyard/smtp';

import type { AgentsOutcome } from '../agents/changed-copies.js';
import { ModerationStage, type ModeratedMessages } from '../moderation/moderation-stage.js';
import { trackCategorization, trackCategorizationReports } from '../tracking/track-categorization.js';
import { trackWritten } from '../tracking/reported-events.js';
import { trackAnswers, trackRequests } from '../tracking/track-moderation.js';
import { trackRules } from '../tracking/track-rules.js';
import type { TrackableItem } from '../tracking/tracked-item.js';
import type { TransportContext } from '../transport-context.js';
import { AgentStages } from './agent-stages.js';
import { routableMessage } from './routable-message.js';
import { routedCopies } from './routed-copies.js';

/** A copy in Submission, with what is known of its message. */
interface Waiting extends ReadCopy {
  readonly item: Omit<TrackableItem, 'id'>;
}

/**
 * Takes a message from Submission, resolves its recipients, and puts one copy for each next hop into that next hop's
 * queue: all in one transaction, together with the DSN for those who cannot be reached and with the end of its own job.
 */
export class Categorizer implements Lane {
  readonly #context: TransportContext;
  readonly #agents: AgentStages;
  readonly #moderation: ModerationStage;

  constructor(context: TransportContext) {
    this.#context = context;
    this.#agents = new AgentStages(context);
    this.#moderation = new ModerationStage(context);
  }

  async process(lease: LaneJob, goOn: () => boolean): Promise<Lease | undefined> {
    const { database, files, place, onRoutedByOlder } = this.#context;
    const read = await this.#read(lease);
    if (read === undefined) return this.#finishOnly(lease, goOn);
    const { id, item, copy: waiting } = read;
    const organization = this.#context.organization();
    const ruled = await this.#agents.apply(lease, {
      ...read,
      organization,
      categorize: (recipients) =>
        categorize({ ...routableMessage(waiting, item), recipients }, organization, place),
    });
    if (ruled === undefined) return this.#defer(lease, goOn);
    const { categorization } = ruled;
    const routed = routedCopies(waiting, categorization, ruled.isJournaled);
    const moderated = await this.#moderation.apply(lease, categorization, routed);
    if (moderated === undefined) return this.#defer(lease, goOn);
    const dsns = await this.#dsns(lease, categorization);
    const newItems = [...ruled.newItems, ...dsns, ...moderated.newItems];
    const transaction = database.transaction();
    const settlement = transaction.settle({
      settled: { id, number: waiting.number, stored: lease.data },
      replacedBy: routed.map(({ copy }) => copy),
      newItems,
    });
    for (const copy of routed) transaction.enqueue({ id, receivedAt: lease.timestamp, ...copy });
    const next = transaction.finish(lease, { claimNext: goOn() });
    const committed = await this.#commit(transaction, routed);
    if (organization !== this.#context.organization()) onRoutedByOlder();
    if (committed.resultOf(settlement).settled) this.#tell(read, ruled, { dsns, moderated });
    else await this.#assertGone(id, waiting);
    if (committed.resultOf(settlement).itemGone) await files.remove(id);
    return committed.resultOf(next).lease;
  }

  /** The copy, and what is known of its message. */
  async #read(lease: LaneJob): Promise<Waiting | undefined> {
    const { messages } = this.#context.database;
    const loaded = lease.loaded?.message;
    if (loaded !== undefined) return loaded;
    const copy = await messages.copyOf(lease);
    return copy && { ...copy, item: await messages.itemOf(copy.id) };
  }

  async #defer(lease: Lease, goOn: () => boolean): Promise<Lease | undefined> {
    const { database, organization } = this.#context;
    const transaction = database.transaction();
    const delayMs = organization().transport.MessageRetryInterval;
    const next = transaction.delay(lease, { delayMs, claimNext: goOn() });
    return (await database.commitSurely(transaction)).resultOf(next).lease;
  }

  async #finishOnly(lease: Lease, goOn: () => boolean): Promise<Lease | undefined> {
    const { database } = this.#context;
    const transaction = database.transaction();
    const next = transaction.finish(lease, { claimNext: goOn() });
    return (await database.commitSurely(transaction)).resultOf(next).lease;
  }

  /** Others settled the copy before. If it is still here, it is not what its job said, and has no job any more. */
  async #assertGone(id: InternalId, { number }: QueuedCopy): Promise<void> {
    const stored = await this.#context.database.messages.storedCopy(id, number);
    if (stored === undefined || queueOf(stored) !== submissionQueue) return;
    throw new DamagedMessage(id, 'its job and its copy differ');
  }

  async #commit(transaction: QueueTransaction, routed: readonly RoutedCopy[]): Promise<Committed> {
    const { database, lanes } = this.#context;
    const queues = new Set(routed.map(({ copy }) => copy.queue));
    return commitAndClaim({ transaction, queues, lanes, commit: () => database.commitSurely(transaction) });
  }

  #tell(
    { id, item, copy: { recipients } }: Waiting,
    { categorization, copies, newItems }: AgentsOutcome,
    { dsns, moderated }: { readonly dsns: readonly NewItem[]; readonly moderated: ModeratedMessages },
  ): void {
    const { counts, events, lanes } = this.#context;
    const { failed } = categorization;
    const tracked = { ...item, id };
    trackCategorization({ item: tracked, recipients, categorization }, this.#context);
    trackRules(tracked, copies, this.#context);
    trackCategorizationReports({ item: tracked, categorization, newItems: dsns }, this.#context);
    const changed = new Set(copies.map(({ made }) => made));
    trackWritten(
      [...newItems, ...moderated.newItems].filter((each) => !changed.has(each)),
      tracked,
      this.#context,
    );
    trackAnswers(tracked, categorization.decisions, this.#context);
    trackRequests(tracked, moderated.asked, this.#context);
    if (failed.length > 0) events.undelivered(id, 'failed', failed);
    counts.count('failed', failed.length);
    counts.count('dsn', dsns.length);
    if (newItems.length + dsns.length + moderated.newItems.length > 0) lanes.wake(submissionQueue);
  }

  close(): void {
    // Nothing is kept between messages.
  }

  async #dsns(lease: Lease, { failed, expanded }: Categorization): Promise<readonly NewItem[]> {
    if (failed.length + expanded.length === 0) return [];
    const { database, dsns } = this.#context;
    const { message } = await database.messages.load(lease);
    if (message === undefined) return [];
    const groups = expanded.map(({ recipient, displayName }) => {
      const named = displayName === undefined ? recipient : { ...recipient, displayName };
      return { recipient: named, reply: replies.recipientOk };
    });
    return [
      ...(await this.#failures(message, failed)),
      // RFC 3461 §5.2.7.3: whoever asked for SUCCESS hears that the list was expanded.
      ...(await dsns.write('expanded', message, groups)),
    ];
  }

  /** Each goes to whoever is to hear of it. */
  async #failures(message: LoadedCopy, failed: readonly FailedRecipient[]): Promise<readonly NewItem[]> {
    const newItems: NewItem[] = [];
    const bySender = Map.groupBy(failed, ({ reversePath }) => reversePath && formatPath(reversePath));
    for (const some of bySender.values()) {
      const [{ reversePath } = {}] = some;
      const own = { ...message.copy, ...(reversePath === undefined ? {} : { reversePath }) };
      const told = {
        ...message,
        item: itemOfCopy(message.item, { copy: own, list: message.item.envelope.recipients }),
      };
      newItems.push(
        ...(await this.#context.dsns.write('failed', reversePath === undefined ? message : told, some)),
      );
    }
    return newItems;
  }
}

/** What cannot be read still waits here. */
function queueOf(stored: string): string {
  try {
    return parseCopy(stored).queue;
  } catch {
    return submissionQueue;
  }
}
