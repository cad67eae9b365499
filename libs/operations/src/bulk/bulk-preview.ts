import type { FoundMessages, MessageProperty } from '@mailyard/queue';
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

/** What whoever orders something about many messages should see before it happens. */
export function previewOf(messages: FoundMessages, alreadyGone: number): BulkPreview {
  const top = (by: MessageProperty): BulkPreview['senders'] => mostOf(messages.counts(by));
  const sizes = [...messages.counts('Size')];
  const statuses = [...messages.counts('Status')];
  return {
    messages: messages.length,
    bytes: sizes.reduce((sum, [size, count]) => sum + Number(size) * count, 0),
    senders: top('FromAddress'),
    senderDomains: top('SenderDomain'),
    recipientDomains: top('RecipientDomain'),
    queues: top('Queue'),
    ...ends(messages.counts('DateReceived').keys()),
    inFlight: statuses.reduce((sum, [status, count]) => (isInFlight(String(status)) ? sum + count : sum), 0),
    alreadyGone,
    samples: messages.slice(0, samplesMax).map(({ message }) => {
      const { internalId, queue, from, recipients, subject } = message;
      return { internalId, queue, from, recipients: recipients.slice(0, topMax), subject };
    }),
  };
}

function isInFlight(status: string): boolean {
  return status === 'Active' || status.startsWith('Pending');
}

/** Nobody knows when some damaged ones were received. */
function ends(times: Iterable<string | number>): Pick<BulkPreview, 'oldest' | 'newest'> {
  let [oldest, newest] = [Infinity, 0];
  for (const time of times) {
    if (Number(time) === 0) continue;
    oldest = Math.min(oldest, Number(time));
    newest = Math.max(newest, Number(time));
  }
  return newest === 0 ? {} : { oldest, newest };
}

function mostOf(counts: ReadonlyMap<string | number, number>): BulkPreview['senders'] {
  return [...counts]
    .map(([value, messages]) => ({ value: String(value), messages }))
    .toSorted((one, other) => other.messages - one.messages || (one.value < other.value ? -1 : 1))
    .slice(0, topMax);
}
