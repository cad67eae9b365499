import type { Organization } from '@mailyard/directory';
import type { ModeratorDecision } from '@mailyard/message';
import {
  jobIdOf,
  moderationQueue,
  parseCopy,
  removeJobOfGone,
  submissionQueue,
  type CopyRecord,
  type LoadedCopy,
  type NewItem,
  type PendingApproval,
  type QueueDatabase,
  type StoredCopy,
} from '@mailyard/queue';
import { replies, type Reply } from '@mailyard/smtp';
import type { MessageTracking } from '@mailyard/tracking';

import type { DsnAuthor, Reported } from '../dsn/dsn-author.js';
import type { TransportEvents } from '../events/transport-events.js';
import { trackFailure, trackWritten } from '../tracking/reported-events.js';
import { trackVerdict } from '../tracking/track-moderation.js';
import type { TransportContext } from '../transport-context.js';

/** `by`: the moderator’s address, or the administrator in their place, for message tracking. */
export type Decision = ModeratorDecision & { readonly by: string };

/** What ends the wait of a copy for its moderators. */
export type Verdict =
  | Decision
  | { readonly kind: 'unreached' }
  /** `notices`: to the moderators. */
  | { readonly kind: 'expired'; readonly notices: readonly NewItem[] };

type Approving = Extract<Verdict, { kind: 'approve' }>;
type Refusing = Exclude<Verdict, { kind: 'approve' }>;

/** `gone`: it was decided on before, or removed; `held`: an administrator has suspended it, or an operation is about to remove it. */
export type VerdictOutcome = 'done' | 'gone' | 'held';

/** A copy in the Moderation queue. */
export interface PendingCopy extends StoredCopy {
  readonly record: CopyRecord;
  readonly approval: PendingApproval;
}

export interface VerdictContext {
  readonly database: QueueDatabase;
  readonly dsns: Pick<DsnAuthor, 'write'>;
  readonly organization: () => Organization;
  readonly tracking: MessageTracking;
  readonly events: Pick<TransportEvents, 'fault'>;
  /** Where a hub carries it out; what a command decides is counted by nobody. */
  readonly hub?: Pick<TransportContext, 'counts' | 'files' | 'lanes'>;
}

/** The copy that waits for this approval; undefined: none does any more. */
export async function pendingCopy(
  id: string,
  chosen: (copy: PendingCopy) => boolean,
  { messages }: QueueDatabase,
): Promise<PendingCopy | undefined> {
  const { copies } = await messages.copiesOf(id);
  return copies.flatMap((copy) => pendingOf(copy) ?? []).find(chosen);
}

export function pendingOf(copy: StoredCopy): PendingCopy | undefined {
  const record = parseCopy(copy.stored, copy.id);
  const { approval, queue } = record;
  return queue === moderationQueue && approval !== undefined ? { ...copy, record, approval } : undefined;
}

/** Carries it out: once, whoever decides how often and when. `done` only for whoever has decided. */
export async function carryOutVerdict(
  pending: PendingCopy,
  verdict: Verdict,
  context: VerdictContext,
): Promise<VerdictOutcome> {
  const { secret } = pending.approval;
  for (let copy: PendingCopy | undefined = pending; copy !== undefined;) {
    const outcome: VerdictOutcome =
      verdict.kind === 'approve'
        ? await approve(copy, verdict, context)
        : await refuse(copy, verdict, context);
    if (outcome === 'done') return outcome;
    const { id } = pending;
    const now = await pendingCopy(id, ({ approval }) => approval.secret === secret, context.database);
    if (now?.stored === copy.stored) return outcome;
    // It is another one than was read: of a moderator it is noted that they cannot be reached.
    copy = now;
  }
  return 'gone';
}

/** The copy goes on where it stopped; from now on it ages. */
async function approve(
  { record, approval, ...stored }: PendingCopy,
  verdict: Approving,
  context: VerdictContext,
): Promise<VerdictOutcome> {
  const { database, hub } = context;
  const { approval: _, lastError: __, passes, ...rest } = record;
  const message = await database.messages.loadCopy(stored.id, stored.number);
  if (message === undefined) return 'gone';
  const transaction = database.transaction();
  const moved = transaction.move(stored, {
    ...rest,
    queue: submissionQueue,
    since: Date.now(),
    passes: { ...passes, approved: [...(passes?.approved ?? []), approval.of] },
  });
  const outcome = (await database.commitSurely(transaction)).resultOf(moved);
  if (outcome !== 'moved') return outcome === 'gone' ? 'gone' : 'held';
  hub?.lanes.wake(submissionQueue);
  trackVerdict(message, verdict, context);
  return 'done';
}

async function refuse(
  { id, number, stored, approval }: PendingCopy,
  verdict: Refusing,
  context: VerdictContext,
): Promise<VerdictOutcome> {
  const { database } = context;
  const message = await database.messages.loadCopy(id, number);
  if (message === undefined || message.stored !== stored) return 'gone';
  const failed = failedBy(message, verdict);
  const dsns = hears(message, approval) ? await context.dsns.write('failed', message, failed) : [];
  const notices = verdict.kind === 'expired' ? verdict.notices : [];
  const transaction = database.transaction();
  const unheld = { queue: moderationQueue, jobId: jobIdOf(id, { number }) };
  const newItems = [...dsns, ...notices];
  const settlement = transaction.settle({ settled: message, unheld, replacedBy: [], newItems });
  transaction.step(removeJobOfGone(unheld));
  const { settled, held, itemGone } = (await database.commitSurely(transaction)).resultOf(settlement);
  if (!settled) return held ? 'held' : 'gone';
  tell({ message, verdict, failed, dsns, notices }, context);
  if (itemGone) await forgetContent(message, context);
  return 'done';
}

interface Refused {
  readonly message: LoadedCopy;
  readonly verdict: Refusing;
  readonly failed: readonly Reported[];
  readonly dsns: readonly NewItem[];
  readonly notices: readonly NewItem[];
}

function tell({ message, verdict, failed, dsns, notices }: Refused, context: VerdictContext): void {
  const { hub } = context;
  trackVerdict(message, verdict, context);
  trackFailure({ item: message.item, source: 'AGENT', recipients: failed, newItems: dsns }, context);
  trackWritten(notices, message.item, context);
  if (hub === undefined) return;
  hub.counts.count('failed', failed.length);
  hub.counts.count('dsn', dsns.length);
  hub.lanes.wake(submissionQueue);
}

/** What stays is swept. */
async function forgetContent({ item }: LoadedCopy, { hub, events }: VerdictContext): Promise<void> {
  if (item.content.store !== 'file') return;
  await hub?.files.remove(item.id).catch((error: unknown) => events.fault(error));
}

/** SendModerationNotifications. */
function hears({ item }: LoadedCopy, { notifications: to }: PendingApproval): boolean {
  return to === 'Always' || (to === 'Internal' && item.source.authAs === 'Internal');
}

function failedBy({ copy }: LoadedCopy, verdict: Refusing): readonly Reported[] {
  const reply = verdictReply(verdict);
  const comment = verdict.kind === 'reject' ? verdict.comment : undefined;
  const said = comment === undefined ? {} : { comment };
  return copy.recipients.map((recipient) => ({ recipient, reply, ...said }));
}

/** What recipients fail with. */
function verdictReply(verdict: Refusing): Reply {
  switch (verdict.kind) {
    case 'reject':
      return replies.rejectedByModerator;
    case 'expired':
      return replies.moderationExpired;
    case 'unreached':
      return replies.moderatorsUnreached;
  }
}
