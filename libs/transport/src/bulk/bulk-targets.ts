import {
  concludeStep,
  duringStep,
  jobIdOf,
  resumeJob,
  submissionQueue,
  suspendJob,
  type BulkLease,
  type BulkOperation,
  type BulkTarget,
  type JobIdentity,
  type OrderOutcome,
  type Suspender,
} from '@mailyard/queue';

import { concluded, prepareOrder, type OrderContext } from '../orders/prepare-order.js';
import type { TransportContext } from '../transport-context.js';

/** Some messages of an operation, and under which lease something is done with them. */
export interface BulkPage {
  readonly operation: BulkOperation;
  readonly lease: BulkLease;
  readonly targets: readonly BulkTarget[];
}

export type BulkAct = (page: BulkPage, context: TransportContext) => Promise<void>;

/** From now on they leave no queue; what is gone, or held by another operation, is done with. */
export const holdTargets: BulkAct = async ({ operation, lease, targets }, { database }) => {
  const transaction = database.transaction();
  transaction.step(duringStep(lease, 'Holding'));
  for (const target of targets) {
    // The categorizer may be making many of it.
    const inSubmission = target.copy.queue === submissionQueue;
    if (!inSubmission) transaction.step(suspendJob(jobOf(target), holderOf(operation)));
    const outcomes = inSubmission ? 'InSubmission' : ({ '0': 'Gone', '-1': 'Held' } as const);
    transaction.step(concludeStep(operation.id, target, outcomes));
  }
  await database.commitSurely(transaction);
};

/** Each in a transaction of its own, so that one that is damaged is alone with that. */
export const carryOutTargets: BulkAct = async (page, context) => {
  const orders: OrderContext = context;
  await Promise.all(page.targets.map((target) => carryOutTarget(page, target, orders)));
};

/** They are as they were before they were held. */
export const letGoOfTargets: BulkAct = async ({ operation, lease, targets }, { database }) => {
  const transaction = database.transaction();
  transaction.step(duringStep(lease, operation.state));
  for (const target of targets) {
    if (operation.order.kind === 'Remove') transaction.step(resumeJob(jobOf(target), holderOf(operation)));
    transaction.step(concludeStep(operation.id, target, 'Kept'));
  }
  await database.commitSurely(transaction);
};

async function carryOutTarget(
  { operation, lease }: BulkPage,
  target: BulkTarget,
  context: OrderContext,
): Promise<void> {
  const { order, id } = operation;
  const isRemoval = order.kind === 'Remove';
  const by = isRemoval ? { by: holderOf(operation) } : {};
  const prepared = await prepareOrder(order, target.copy, { ...context, ...by });
  const transaction = context.database.transaction();
  transaction.step(duringStep(lease, 'Running'));
  if (typeof prepared === 'string') {
    transaction.step(concludeStep(id, target, prepared));
    // One that cannot be removed is not held any longer.
    if (isRemoval) transaction.step(resumeJob(jobOf(target), holderOf(operation)));
    await context.database.commitSurely(transaction);
    return;
  }
  const decided = prepared.decide(transaction);
  transaction.step(
    concludeStep(id, target, isRemoval ? unlessDelivered(prepared.outcomes) : prepared.outcomes),
  );
  prepared.after?.(transaction);
  const committed = await context.database.commitSurely(transaction);
  concluded(prepared, committed.replyTo(decided));
}

/** What is being delivered is removed if that fails, so it is not done with. */
function unlessDelivered(
  outcomes: Readonly<Record<string, OrderOutcome>>,
): Readonly<Record<string, OrderOutcome>> {
  return Object.fromEntries(Object.entries(outcomes).filter(([, outcome]) => outcome !== 'BeingDelivered'));
}

function holderOf({ id }: BulkOperation): Suspender {
  return `remove ${id}`;
}

function jobOf({ copy }: BulkTarget): JobIdentity {
  return { queue: copy.queue, jobId: jobIdOf(copy.id, copy) };
}
