import type { DeliveryAgent } from '@mailyard/delivery';
import type { TransportSettings } from '@mailyard/directory';
import { mailboxRetryDelayMs, type RetrySchedule } from '@mailyard/queue';
import type { DeliveryType } from '@mailyard/routing';

/** How the queues of one delivery type are served. */
export interface DeliveryEntry {
  readonly agent: DeliveryAgent;
  /** Of a queue whose next hop cannot be reached. */
  readonly retryDelayMs: RetrySchedule;
  /** Messages of one hub on their way to one next hop at a time. */
  readonly maxDeliveries: (settings: TransportSettings) => number;
}

/** The delivery types that this hub can deliver; messages of others wait in their queues. */
export type DeliveryTable = Readonly<Partial<Record<DeliveryType, DeliveryEntry>>>;

/** An agent for each entry. */
export interface DeliveryAgents {
  readonly mailbox: DeliveryAgent;
}

/** All that depends on a queue's delivery type: a new one is an entry here. */
export function deliveryTable({ mailbox }: DeliveryAgents): DeliveryTable {
  return {
    SmtpDeliveryToMailbox: {
      agent: mailbox,
      retryDelayMs: mailboxRetryDelayMs,
      maxDeliveries: ({ MaxConcurrentMailboxDeliveries }) => MaxConcurrentMailboxDeliveries,
    },
  };
}
