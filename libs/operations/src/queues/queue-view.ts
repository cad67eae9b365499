import { z } from 'zod';

/** A queue as operations tell of it. */
export const queueView = z
  .object({
    name: z.string().describe('In Redis.'),
    identity: z.string().describe(String.raw`As in MBX01\DB01.`),
    rowId: z
      .int()
      .optional()
      .describe(String.raw`Its number, as long as it exists: MBX01\123 names it as well.`),
    deliveryType: z.string(),
    nextHopDomain: z.string(),
    nextHopConnector: z.string(),
    nextHopCategory: z.enum(['Internal', 'External']),
    tlsDomain: z.string().optional().describe('Whose certificate its next hop has to show.'),
    status: z.enum(['Active', 'Connecting', 'Ready', 'Retry', 'Suspended']),
    messageCount: z.int().describe('Copies waiting, delayed and being delivered.'),
    activeCount: z.int(),
    delayedCount: z.int().describe('Copies that wait for their own next attempt.'),
    suspendedCount: z.int().describe('Copies that were put aside since they are suspended.'),
    messageCountsPerPriority: z
      .object({ High: z.int(), Normal: z.int(), Low: z.int() })
      .readonly()
      .describe('Where priorities take turns, of very many that wait for an attempt of their own the first.'),
    delayedCountsPerPriority: z
      .object({ High: z.int(), Normal: z.int(), Low: z.int() })
      .readonly()
      .describe('The same of the copies that wait for their own next attempt.'),
    incomingRate: z.number().describe('Messages per second, over the last minute.'),
    outgoingRate: z.number(),
    velocity: z.number().describe('Negative while the queue grows.'),
    retryCount: z.int(),
    lastError: z.string().optional(),
    firstRetryTime: z.number().optional(),
    lastRetryTime: z.number().optional(),
    nextRetryTime: z.number().optional().describe('Milliseconds since the epoch.'),
    waitReason: z.string().optional().describe('The limit of this mail system that its messages wait for.'),
    waitCause: z.string().optional().describe('The same in a word: `message-rate`.'),
    waitUntil: z.number().optional().describe('When they are tried again, milliseconds since the epoch.'),
    oldestMessageTime: z
      .number()
      .optional()
      .describe('When the oldest of those first in line was received, milliseconds since the epoch.'),
    head: z.string().optional().describe('The job that is next.'),
  })
  .readonly();

export const queueViews = z.array(queueView).readonly();

export type QueueView = z.output<typeof queueView>;
