import {
  moderationQueue,
  poisonQueue,
  submissionQueue,
  unreachableQueue,
  type QueueSummary,
} from '@mailyard/queue';

/** Exchange's counters of MSExchangeTransport Queues, in their words. */
export const queueLengthNames = [
  'aggregate_delivery',
  'active_mailbox_delivery',
  'active_remote_delivery',
  'active_non_smtp_delivery',
  'retry_mailbox_delivery',
  'retry_remote_delivery',
  'retry_non_smtp_delivery',
  'internal_aggregate_delivery',
  'external_aggregate_delivery',
  'largest_delivery',
  'submission',
  'unreachable',
  'moderation',
  'poison',
] as const;
export type QueueLengthName = (typeof queueLengthNames)[number];
export type QueueLengths = Readonly<Record<QueueLengthName, number>>;

/** Any view of a queue will do. */
interface Counted extends Pick<
  QueueSummary,
  'name' | 'nextHopCategory' | 'status' | 'retryCount' | 'messageCount'
> {
  readonly deliveryType: string;
}

const permanent: Readonly<Record<string, QueueLengthName>> = {
  [submissionQueue]: 'submission',
  [unreachableQueue]: 'unreachable',
  [moderationQueue]: 'moderation',
  [poisonQueue]: 'poison',
};

/** How many messages wait, by the kind of what they wait for. */
export function queueLengths(queues: readonly Counted[]): QueueLengths {
  const lengths = Object.fromEntries(queueLengthNames.map((name) => [name, 0])) as Record<
    QueueLengthName,
    number
  >;
  for (const queue of queues) {
    const { messageCount } = queue;
    for (const name of namesOf(queue)) lengths[name] += messageCount;
    if (permanent[queue.name] === undefined) {
      lengths.largest_delivery = Math.max(lengths.largest_delivery, messageCount);
    }
  }
  return lengths;
}

function namesOf({
  name,
  deliveryType,
  nextHopCategory,
  status,
  retryCount,
}: Counted): readonly QueueLengthName[] {
  const only = permanent[name];
  if (only !== undefined) return [only];
  const category = nextHopCategory === 'Internal' ? 'internal' : 'external';
  const all: readonly QueueLengthName[] = ['aggregate_delivery', `${category}_aggregate_delivery`];
  // What is suspended is neither: nobody tries.
  if (status === 'Suspended') return all;
  return [...all, `${retryCount > 0 ? 'retry' : 'active'}_${kindOf(deliveryType)}_delivery`];
}

function kindOf(deliveryType: string): 'mailbox' | 'non_smtp' | 'remote' {
  if (deliveryType === 'SmtpDeliveryToMailbox') return 'mailbox';
  const nonSmtp = deliveryType === 'DeliveryAgent' || deliveryType === 'NonSmtpGatewayDelivery';
  return nonSmtp ? 'non_smtp' : 'remote';
}
