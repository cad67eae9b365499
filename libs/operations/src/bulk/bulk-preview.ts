import type { ListedMessage } from '@mailyard/queue';
import { z } from 'zod';

import { messageContent } from '../content/message-content.js';

const topMax = 5;
const samplesMax = 20;

const counted = z.array(z.object({ value: z.string(), messages: z.int() }).readonly()).readonly();

export const bulkPreview = z
  .object({
    messages: z.int(),
    bytes: z.number(),
    senders: counted.describe('The five most frequent ones, as of the others.'),
    senderDomains: counted,
    recipientDomains: counted,
    queues: counted,
    oldest: z.number().optional().describe('When it was received, milliseconds since the epoch.'),
    newest: z.number().optional(),
    inFlight: z.int().describe('That are being delivered at this moment.'),
    alreadyGone: z.int().describe('That were chosen and have left their queues meanwhile.'),
    samples: z
      .array(
        z
          .object({
            internalId: z.string(),
            queue: z.string(),
            from: z.string(),
            recipients: z.array(z.string()).readonly(),
            subject: z.string().meta(messageContent),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();

export type BulkPreview = z.output<typeof bulkPreview>;

/** What whoever orders something about many messages should see before it happens, gathered a message at a time. */
export class PreviewedMessages {
  #messages = 0;
  #bytes = 0;
  #inFlight = 0;
  #oldest = Infinity;
  #newest = -Infinity;
  readonly #senders = new Map<string, number>();
  readonly #senderDomains = new Map<string, number>();
  readonly #recipientDomains = new Map<string, number>();
  readonly #queues = new Map<string, number>();
  readonly #samples: BulkPreview['samples'][number][] = [];

  add(message: ListedMessage): void {
    const { internalId, queue, from, recipients, subject, sizeBytes, receivedAt, status } = message;
    this.#messages += 1;
    this.#bytes += sizeBytes;
    if (status === 'Active' || status.startsWith('Pending')) this.#inFlight += 1;
    if (receivedAt > 0) {
      this.#oldest = Math.min(this.#oldest, receivedAt);
      this.#newest = Math.max(this.#newest, receivedAt);
    }
    count(this.#senders, from);
    count(this.#senderDomains, domainOf(from));
    for (const domain of new Set(recipients.map(domainOf))) count(this.#recipientDomains, domain);
    count(this.#queues, queue);
    if (this.#samples.length < samplesMax) {
      this.#samples.push({ internalId, queue, from, recipients: recipients.slice(0, topMax), subject });
    }
  }

  preview({ alreadyGone }: Pick<BulkPreview, 'alreadyGone'>): BulkPreview {
    return {
      messages: this.#messages,
      bytes: this.#bytes,
      senders: top(this.#senders),
      senderDomains: top(this.#senderDomains),
      recipientDomains: top(this.#recipientDomains),
      queues: top(this.#queues),
      ...(Number.isFinite(this.#oldest) && { oldest: this.#oldest, newest: this.#newest }),
      inFlight: this.#inFlight,
      alreadyGone,
      samples: this.#samples,
    };
  }
}

function count(counts: Map<string, number>, value: string): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

function top(counts: ReadonlyMap<string, number>): BulkPreview['senders'] {
  return [...counts]
    .toSorted(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))
    .slice(0, topMax)
    .map(([value, messages]) => ({ value, messages }));
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
