import { transitionStep, type BulkState } from '@mailyard/queue';

import type { OperationContext } from '../context.js';
import { OperationError } from '../operation.js';
import { readBulk, type BulkView } from './bulk-view.js';

export interface BulkStep {
  readonly from: readonly BulkState[];
  readonly to: BulkState;
  /** It has ended, and no hub has anything to do. */
  readonly ends?: boolean;
}

interface Advanced {
  readonly id: string;
  readonly validateOnly?: boolean;
}

/** The operation in its next state; none of these steps leads from the one that it is in: an error that says so. */
export async function advanceBulk(
  { id, validateOnly = false }: Advanced,
  steps: readonly BulkStep[],
  context: OperationContext,
): Promise<BulkView> {
  const before = await readBulk(id, context);
  const { state } = before;
  const step = steps.find(({ from }) => from.includes(state));
  if (step === undefined) throw new OperationError(`operation ${id} is ${state}`);
  const { from, to, ends = false } = step;
  if (validateOnly) return { ...before, state: to };
  const database = await context.database();
  const transaction = database.transaction();
  const now = Date.now();
  const when = ends ? { fields: { endedAt: now } } : { due: now };
  const advanced = transaction.step(transitionStep({ id, from, to, ...when }));
  const committed = await database.commitSurely(transaction, { deadlineMs });
  const after = await readBulk(id, context);
  if (!committed.resultOf(advanced)) throw new OperationError(`operation ${id} is ${after.state}`);
  return after;
}

const deadlineMs = 10_000;
