import { queueProperties, type QueueSummary } from '@mailyard/queue';
import { isSameName } from '@mailyard/schema';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { operation, OperationError } from '../operation.js';
import { listInput, wantedRows } from '../page-of-list.js';

/** QueueLoggingThreshold: shorter queues are not told of. */
const messagesMin = 10;

const groupings = {
  NextHopDomain: ({ queue }) => queue.nextHopDomain,
  NextHopCategory: ({ queue }) => queue.nextHopCategory,
  NextHopKey: ({ queue }) => queue.name,
  DeliveryType: ({ queue }) => queue.deliveryType,
  Status: ({ queue }) => queue.status,
  LastError: ({ queue }) => queue.lastError ?? '',
  ServerName: ({ server }) => server,
} as const satisfies Readonly<Record<string, (found: FoundQueue) => string>>;

interface FoundQueue {
  readonly server: string;
  readonly queue: QueueSummary;
}

const queueDetail = z
  .object({
    queueIdentity: z.string(),
    serverIdentity: z.string(),
    messageCount: z.int(),
    status: z.string().optional(),
    incomingRate: z.number().optional(),
    outgoingRate: z.number().optional(),
    velocity: z.number().optional(),
    deliveryType: z.string().optional(),
    nextHopCategory: z.string().optional(),
    nextHopDomain: z.string().optional(),
    nextHopConnector: z.string().optional(),
    deferredMessageCount: z.int().optional(),
    lastError: z.string().optional(),
    tlsDomain: z.string().optional(),
  })
  .readonly();

/** A queue of a digest; more than the first three where that is asked for. */
export type QueueDetail = z.output<typeof queueDetail>;

const digestGroup = z
  .object({
    groupByValue: z.string(),
    messageCount: z.int(),
    deferredMessageCount: z.int(),
    details: z.array(queueDetail).readonly(),
  })
  .readonly();

const { filter, where } = listInput(queueProperties);

export const getQueueDigest = operation({
  name: 'Get-QueueDigest',
  summary: 'Sums up the queues of several servers, of sites or of the whole organization.',
  input: z
    .object({
      server: z.array(z.string().min(1)).optional().describe('Names of servers.'),
      site: z.array(z.string().min(1)).optional().describe('Names of AD sites.'),
      forest: z.boolean().default(false).describe('All servers.'),
      groupBy: z.enum(Object.keys(groupings) as (keyof typeof groupings)[]).default('NextHopDomain'),
      detailsLevel: z.enum(['None', 'Normal', 'Verbose']).default('Normal'),
      resultSize: z.int().min(1).max(10_000).default(1_000),
      filter,
      where,
    })
    .refine(
      ({ server, site, forest }) => [server, site, forest || undefined].filter(Boolean).length === 1,
      'servers, sites or the forest',
    ),
  output: z.array(digestGroup).readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Transport Queues'],
  audit: false,
  async run({ groupBy, detailsLevel, resultSize, ...asked }, context) {
    const conditions = wantedRows(queueProperties, asked);
    const found: FoundQueue[] = [];
    for (const server of serversOf(asked, context)) {
      const queues = await context.queuesOf(server, conditions);
      for (const queue of queues) if (queue.messageCount >= messagesMin) found.push({ server, queue });
    }
    const groups = Map.groupBy(found, groupings[groupBy]);
    const digests = [...groups].map(([value, queues]) => digestOf(value, queues, detailsLevel));
    return digests.toSorted((one, other) => other.messageCount - one.messageCount).slice(0, resultSize);
  },
});

interface Scope {
  readonly server?: readonly string[] | undefined;
  readonly site?: readonly string[] | undefined;
  readonly forest: boolean;
}

function serversOf(
  { server = [], site = [], forest }: Scope,
  { directory }: OperationContext,
): readonly string[] {
  const { servers } = directory.organization;
  const unknown =
    server.find((name) => !servers.some(({ Name }) => isSameName(Name, name))) ??
    site.find((name) => !servers.some(({ ADSite }) => isSameName(ADSite ?? '', name)));
  if (unknown !== undefined) throw new OperationError(`there is no ${unknown}`);
  const chosen = servers.filter(
    ({ Name, ADSite }) =>
      forest ||
      server.some((name) => isSameName(Name, name)) ||
      site.some((name) => isSameName(ADSite ?? '', name)),
  );
  return chosen.map(({ Name }) => Name);
}

function digestOf(
  groupByValue: string,
  queues: readonly FoundQueue[],
  level: 'None' | 'Normal' | 'Verbose',
): z.output<typeof digestGroup> {
  const sum = (of: (queue: QueueSummary) => number): number =>
    queues.reduce((total, { queue }) => total + of(queue), 0);
  const details = level === 'None' ? [] : queues.map((found) => detailOf(found, level === 'Verbose'));
  return {
    groupByValue,
    messageCount: sum(({ messageCount }) => messageCount),
    deferredMessageCount: sum(({ delayedCount }) => delayedCount),
    details: details.toSorted((one, other) => other.messageCount - one.messageCount),
  };
}

function detailOf({ server, queue }: FoundQueue, verbose: boolean) {
  const { identity, messageCount, lastError, tlsDomain } = queue;
  const { status, incomingRate, outgoingRate, velocity, deliveryType } = queue;
  const { nextHopCategory, nextHopDomain, nextHopConnector, delayedCount: deferredMessageCount } = queue;
  const rates = { incomingRate, outgoingRate, velocity };
  const nextHop = { deliveryType, nextHopCategory, nextHopDomain, nextHopConnector };
  const more = {
    status,
    ...rates,
    ...nextHop,
    deferredMessageCount,
    ...(lastError !== undefined && { lastError }),
    ...(tlsDomain !== undefined && { tlsDomain }),
  };
  return { queueIdentity: identity, serverIdentity: server, messageCount, ...(verbose ? more : {}) };
}
