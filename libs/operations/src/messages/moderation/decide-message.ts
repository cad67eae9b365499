import type { ListedMessage } from '@mailyard/queue';
import type { Verdict, VerdictOutcome } from '@mailyard/transport';
import { z } from 'zod';

import type { OperationContext } from '../../context.js';
import { OperationError } from '../../operation.js';
import { messageView } from '../reading/message-view.js';
import { orderContext, transport } from '../orders/order-message.js';
import { copiesOf, type MessageIdentity } from '../reading/show-message.js';

/** `Held`: somebody has suspended it, or an operation is about to remove it. `Gone`: it was decided on at this moment. */
const decisionOutcomes = ['Done', 'Held', 'Gone'] as const;

const named: Readonly<Record<VerdictOutcome, (typeof decisionOutcomes)[number]>> = {
  done: 'Done',
  held: 'Held',
  gone: 'Gone',
};

const decidedCopy = messageView.extend({ outcome: z.enum(decisionOutcomes) }).readonly();
export const decidedCopies = z.array(decidedCopy).readonly();
export type DecidedMessage = z.output<typeof decidedCopy>;

type Decision = Extract<Verdict, { readonly kind: 'approve' | 'reject' }>;

interface DecidedOn {
  readonly id: MessageIdentity;
  readonly validateOnly: boolean;
}

/** An administrator decides in the place of the moderators: of all copies of a message that wait for some. */
export async function decideMessage(
  { id: identity, validateOnly }: DecidedOn,
  decision: Decision,
  context: OperationContext,
): Promise<readonly DecidedMessage[]> {
  const { carryOutVerdict, pendingCopy } = await transport();
  const orders = await orderContext(context);
  const decided: DecidedMessage[] = [];
  for (const copy of await copiesOf(identity, context)) {
    const pending = await pendingCopy(
      copy.internalId,
      ({ number }) => number === copy.number,
      orders.database,
    );
    if (pending === undefined) continue;
    const outcome = validateOnly
      ? triedOutcome(copy)
      : named[await carryOutVerdict(pending, decision, orders)];
    decided.push({ ...copy, outcome });
  }
  if (decided.length === 0) throw new OperationError(`message ${identity.id} does not wait for a moderator`);
  return decided;
}

function triedOutcome({ status, heldBy }: ListedMessage): DecidedMessage['outcome'] {
  return status === 'Suspended' || heldBy !== undefined ? 'Held' : 'Done';
}
