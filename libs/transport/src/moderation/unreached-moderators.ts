import {
  carryOutVerdict,
  pendingCopy,
  type PendingCopy,
  type VerdictContext,
  type VerdictOutcome,
} from './verdict.js';

/** The request to one of the moderators has failed; when all have, the sender hears of it (MODERATORSALLNDR). */
export async function noteUnreached(
  pending: PendingCopy,
  moderator: number,
  context: VerdictContext,
): Promise<VerdictOutcome> {
  const { secret } = pending.approval;
  for (let copy: PendingCopy | undefined = pending; copy !== undefined;) {
    const { moderators, unreached: before = [] } = copy.approval;
    const unreached = [...new Set([...before, moderator])];
    const all = moderators.every((_, index) => unreached.includes(index));
    if (all) return carryOutVerdict(copy, { kind: 'unreached' }, context);
    if (await note(copy, unreached, context)) return 'done';
    // Somebody else has changed it meanwhile, or has decided.
    copy = await pendingCopy(pending.id, ({ approval }) => approval.secret === secret, context.database);
  }
  return 'gone';
}

async function note(
  { id, number, stored, record, approval }: PendingCopy,
  unreached: readonly number[],
  { database }: VerdictContext,
): Promise<boolean> {
  const transaction = database.transaction();
  const noted = transaction.settle({
    settled: { id, number, stored },
    replacedBy: [{ ...record, approval: { ...approval, unreached } }],
  });
  return (await database.commitSurely(transaction)).resultOf(noted).settled;
}
