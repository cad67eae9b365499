import { isDeliveryType, nextHopOfEarlierName, nextHopTo, type NextHop } from '@mailyard/routing';

import { moderationQueue, poisonQueue, submissionQueue, unreachableQueue } from '../redis/keys.js';

/** What is stored of a next hop in its queue's hash. The category follows from the delivery type. */
export const nextHopFields = ['deliveryType', 'domain', 'connector'] as const;

export type StoredNextHop = Readonly<
  Partial<Record<(typeof nextHopFields)[number], string | null | undefined>>
>;

/** Of the queues that lead nowhere by themselves: they have their names from us, and nothing is stored. */
export const permanentQueues: ReadonlyMap<string, NextHop> = new Map([
  [submissionQueue, nextHopTo('Undefined', 'Submission')],
  [unreachableQueue, nextHopTo('Unreachable', 'Unreachable Domain')],
  [moderationQueue, nextHopTo('Undefined', 'Awaiting Approval')],
  [poisonQueue, nextHopTo('Undefined', 'Poison Message')],
]);

/** What a queue stands for. Undefined: something that this version does not know. */
export function nextHopOfQueue(queue: string, stored: StoredNextHop): NextHop | undefined {
  const permanent = permanentQueues.get(queue);
  if (permanent !== undefined) return permanent;
  const { deliveryType, domain, connector } = stored;
  if (typeof deliveryType !== 'string' || typeof domain !== 'string') return nextHopOfEarlierName(queue);
  return isDeliveryType(deliveryType) ? nextHopTo(deliveryType, domain, connector ?? '') : undefined;
}

/** As a queue is told what it stands for; none: it is known already. */
export function nextHopWords(nextHop: NextHop | undefined): readonly string[] {
  return nextHop === undefined ? [] : [nextHop.deliveryType, nextHop.domain, nextHop.connector];
}
