import { TrackingQueryError, type TrackingCriteria, type TrackingQuery } from '@mailyard/tracking-store';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { OperationError, OperationInputError } from '../operation.js';
import { zone } from '../searches/query/zone.js';
import { criteriaInWords } from './tracking-words.js';

const time = z
  .union([z.number(), z.iso.datetime({ offset: true })])
  .transform((value) => (typeof value === 'number' ? value : Date.parse(value)));

const text = z.string().min(1).max(1000);
const anyOf = z.array(text).min(1).max(100).describe('Any of them.');
const address = text.describe('An address, or `*@contoso.com` for all of a domain.');

/** By what events are found: all that is given holds. */
const criteria = {
  start: time.optional().describe('Not before; ISO 8601 or milliseconds since the epoch.'),
  end: time.optional().describe('Not after.'),
  eventId: anyOf.optional(),
  source: anyOf.optional(),
  server: anyOf.optional().describe('Whose logs.'),
  connectorId: anyOf.optional(),
  transportTrafficType: text.optional(),
  sender: address.optional(),
  recipients: z.array(address).min(1).max(100).optional().describe('Any of them.'),
  messageId: text.optional().describe('With or without angle brackets.'),
  networkMessageId: text.optional(),
  internalMessageId: text.optional(),
  messageSubject: text.optional().describe('Words, all of them; `invoi*` for a beginning.'),
  reference: text.optional(),
  clientAddress: text
    .optional()
    .describe(
      'An address, a range or a network: of the client, or of the host that the message first came from.',
    ),
};

export const trackingInput = z.object({
  ...criteria,
  query: z
    .string()
    .max(2_000)
    .optional()
    .describe(
      'The same in words: `from:erp@* event:FAIL|DEFER source: server: netid: received:yesterday invoice`.',
    ),
  zone: zone.describe('In which times of the query are meant.'),
  resultSize: z.int().min(1).max(10_000).default(1000),
  offset: z.int().min(0).max(100_000).default(0),
  order: z.enum(['newest first', 'oldest first']).default('newest first'),
  resultSet: z
    .string()
    .max(100_000)
    .optional()
    .describe('As the page before had it: what came in since then is left out, so that no row moves.'),
});

/** A part of what is found. */
export function trackingOutput<Row extends z.ZodType>(row: Row) {
  return z
    .object({
      rows: z.array(row).readonly(),
      total: z.int().describe('Of all pages.'),
      totalIsExact: z.boolean().describe('False: there are more.'),
      resultSet: z.string(),
      ...awaited,
    })
    .readonly();
}

/** Of an answer that may not be whole. */
export const awaited = {
  waitingSince: z
    .number()
    .optional()
    .describe(
      'Events from then on may be missing: they are still on their way from the logs, which wait while the machine is busy with mail.',
    ),
};

/** The same for people. */
export function lateEvents(since: number): string {
  return `events since ${new Date(since).toISOString()} may be missing: they are still on their way from the logs`;
}

/** On a machine that is not busy an event is there within two seconds. */
const usualMs = 5_000;

/** `end`: later events are not looked for. Empty: everything is there, but for what has happened this moment. */
export async function awaitedEvents(
  { trackingWaitsSince }: Pick<OperationContext, 'trackingWaitsSince'>,
  end: number = Infinity,
): Promise<{ readonly waitingSince?: number }> {
  const since = await trackingWaitsSince();
  const isLate = since !== undefined && since < end && Date.now() - since > usualMs;
  return isLate ? { waitingSince: since } : {};
}

export function trackingQuery(input: z.output<typeof trackingInput>): TrackingQuery {
  const { resultSize, offset, order, resultSet, query, zone: timeZone, ...said } = input;
  const inWords = criteriaInWords(query ?? '', { zone: timeZone, now: Date.now(), heldByMe: [] });
  const { clientAddress, messageId, ...rest } = said;
  const given = { ...rest, client: clientAddress, messageId };
  return { criteria: joined(given, inWords), limit: resultSize, offset, order, resultSet };
}

/** What is said in both ways is said once. */
function joined(given: TrackingCriteria, inWords: TrackingCriteria): TrackingCriteria {
  const { start, end, ...words } = inWords;
  const twice = Object.keys(words).find((name) => given[name as keyof TrackingCriteria] !== undefined);
  if (twice !== undefined) throw new OperationInputError(`${twice} is said in the query, and beside it`);
  const { messageId } = { ...given, ...words };
  return {
    ...given,
    ...words,
    start: within(Math.max, given.start, start),
    end: within(Math.min, given.end, end),
    messageId: messageId === undefined ? undefined : inBrackets(messageId),
  };
}

function within(
  nearer: typeof Math.min,
  one: number | undefined,
  other: number | undefined,
): number | undefined {
  const ends = [one, other].filter((end) => end !== undefined);
  return ends.length === 0 ? undefined : nearer(...ends);
}

export function inBrackets(messageId: string): string {
  return messageId.startsWith('<') ? messageId : `<${messageId}>`;
}

/** Says to whoever asked what was wrong with the question, and what keeps the store from answering. */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TrackingQueryError) throw new OperationInputError(error.message);
    throw new OperationError(`the tracking events cannot be searched: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
