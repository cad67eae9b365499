import { setTimeout as pause } from 'node:timers/promises';

import { parseTimeSpan } from '@mailyard/schema';

import { OperationError } from '../../operation.js';
import { getQueueDigest, type QueueDetail } from '../../queues/get-queue-digest.js';
import { parameter, serverParameter, type Cmdlet, type OutputObject } from '../cmdlet.js';
import { ParameterError } from '../binding/parameter-error.js';
import { limitOf, resultSize } from '../cmdlet-lists.js';

const groupings = [
  'NextHopDomain',
  'NextHopCategory',
  'NextHopKey',
  'DeliveryType',
  'Status',
  'LastError',
  'ServerName',
];

export const queueDigestCmdlet: Cmdlet = {
  name: 'Get-QueueDigest',
  synopsis:
    'Sums up the queues of servers, of sites or of the whole organization; queues of ten messages and more.',
  parameters: [
    serverParameter('Names of servers.', { multiple: true }),
    parameter('Site', 'Names of AD sites.', { multiple: true }),
    parameter('Forest', 'All servers.', { type: 'switch' }),
    parameter('Filter', 'As that of Get-Queue.'),
    parameter('GroupBy', 'By what they are summed up.', {
      type: 'enum',
      values: groupings,
      default: 'NextHopDomain',
    }),
    parameter('DetailsLevel', 'How much is told of each queue.', {
      type: 'enum',
      values: ['None', 'Normal', 'Verbose'],
      default: 'Normal',
    }),
    resultSize,
    parameter('Timeout', 'What has not answered by then is an error.', {
      type: 'timespan',
      default: '00:00:10',
    }),
  ],
  parameterSets: [['Server'], ['Site'], ['Forest']],
  output: {
    typeName: 'Microsoft.Exchange.Data.QueueDigest.QueueDigestPresentationObject',
    columns: [
      'GroupByValue',
      'MessageCount',
      'DeferredMessageCount',
      'LockedMessageCount',
      'StaleMessageCount',
      'Details',
    ],
  },
  confirms: false,
  changes: false,
  examples: [
    { command: 'Get-QueueDigest -Forest', description: 'Of all servers, by the domain of the next hop.' },
  ],
  async run({
    parameters: { Server, Site, Forest, Filter, GroupBy, DetailsLevel, ResultSize, Timeout },
    order,
  }) {
    // Nothing is asked for before it is known how long: who would hear of a refusal?
    const timeout = timeoutOf(Timeout);
    const digest = order(getQueueDigest, {
      server: Server ?? undefined,
      site: Site ?? undefined,
      forest: Forest === true,
      where: Filter ?? undefined,
      groupBy: GroupBy ?? undefined,
      detailsLevel: DetailsLevel ?? undefined,
      resultSize: limitOf(ResultSize),
    });
    const groups = await within(timeout, digest);
    const output = groups.map((group): OutputObject => ({
      GroupByValue: group.groupByValue,
      MessageCount: group.messageCount,
      DeferredMessageCount: group.deferredMessageCount,
      LockedMessageCount: 0,
      StaleMessageCount: 0,
      Details: group.details.map(detailObject),
    }));
    return { output };
  },
};

/** With DetailsLevel Normal the first three, with Verbose all of them. */
function detailObject(detail: QueueDetail): OutputObject {
  const { queueIdentity, serverIdentity, messageCount, ...more } = detail;
  const capitalized = Object.entries(more).map(([name, value]) => [
    `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    value,
  ]);
  return {
    QueueIdentity: queueIdentity,
    ServerIdentity: serverIdentity,
    MessageCount: messageCount,
    ...Object.fromEntries(capitalized),
  };
}

function timeoutOf(said: unknown): number {
  if ((said ?? null) === null) return 10_000;
  const time = typeof said === 'number' ? said : parseTimeSpan(String(said));
  if (time === undefined) throw new ParameterError('Timeout', 'must be a time span', { value: said });
  return time;
}

async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  const waiting = new AbortController();
  const late = pause(milliseconds, undefined, { signal: waiting.signal }).then((): never => {
    throw new OperationError(`the queues were not summed up within ${milliseconds} ms: say a longer Timeout`);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    waiting.abort();
    // Nobody waits for it any more.
    late.catch(() => undefined);
  }
}
