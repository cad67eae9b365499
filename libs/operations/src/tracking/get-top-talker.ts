import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { operation } from '../operation.js';
import { eventView, type TrackingEventView } from './event-view.js';
import { answered, awaited, awaitedEvents, trackingInput, trackingQuery } from './tracking-input.js';

const rowsMax = 10_000;

const counted = z.array(z.object({ value: z.string(), events: z.int() }).readonly()).readonly();

export const getTopTalker = operation({
  name: 'Get-TopTalker',
  summary: 'Who has sent the most, to which domains most has gone, and which errors were the most frequent.',
  input: z.object({
    minutes: z.int().min(1).max(1_440).default(60),
    limit: z.int().min(1).max(50).default(10),
  }),
  output: z
    .object({
      senders: counted,
      destinations: counted.describe('Domains of recipients.'),
      errors: counted.describe('Replies without what differs from message to message.'),
      isComplete: z.boolean().describe('False: of very many events the newest were counted.'),
      ...awaited,
    })
    .readonly(),
  right: 'Message Tracking',
  audit: false,
  async run({ minutes, limit }, context) {
    const start = Date.now() - minutes * 60_000;
    const waiting = await awaitedEvents(context);
    const received = await events({ start, eventId: ['RECEIVE'], source: ['SMTP'] }, context);
    const sent = await events({ start, eventId: ['SEND', 'SENDEXTERNAL', 'DELIVER'] }, context);
    const failed = await events({ start, eventId: ['FAIL', 'DEFER'] }, context);
    return {
      senders: top(
        received.rows.map(({ Sender }) => Sender),
        limit,
      ),
      destinations: top(domainsOf(sent.rows), limit),
      errors: top(
        failed.rows.flatMap(({ RecipientStatus }) => RecipientStatus.map(errorOf)),
        limit,
      ),
      isComplete: [received, sent, failed].every(({ rows, total }) => rows.length >= total),
      ...waiting,
    };
  },
});

interface Found {
  readonly rows: readonly TrackingEventView[];
  readonly total: number;
}

async function events(asked: object, { tracking }: OperationContext): Promise<Found> {
  const input = trackingInput.parse({ ...asked, resultSize: rowsMax });
  const { rows, total } = await answered(tracking.events(trackingQuery(input)));
  return { rows: rows.map(eventView), total };
}

function top(values: readonly string[], limit: number): z.output<typeof counted> {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .toSorted(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))
    .slice(0, limit)
    .map(([value, count]) => ({ value, events: count }));
}

/** A recipient of a message counts once, however many of our services have passed it on. */
function domainsOf(rows: readonly TrackingEventView[]): readonly string[] {
  const sent = rows.flatMap(({ NetworkMessageId, Recipients }) =>
    Recipients.map((address) => [`${NetworkMessageId} ${address.toLowerCase()}`, domainOf(address)] as const),
  );
  return [...new Map(sent).values()];
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** Addresses, ids and numbers of a reply are of one message; its codes are not. */
function errorOf(status: string): string {
  return status
    .replaceAll(/<[^>]*>|\S+@\S+/g, '…')
    .replaceAll(/\b(?=\w*\d)\w{10,}\b/g, '…')
    .slice(0, 200);
}
