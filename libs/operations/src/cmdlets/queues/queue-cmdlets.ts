import { deliveryTypeNames } from '@mailyard/routing';
import { nameKey } from '@mailyard/schema';

import { ObjectNotFound } from '../../objects/identity/object-identity.js';
import { objectOperations } from '../../objects/object-operations.js';
import { getQueues } from '../../queues/get-queues.js';
import type { QueueView } from '../../queues/queue-view.js';
import { resumeQueue } from '../../queues/resume-queue.js';
import { retryQueue } from '../../queues/retry-queue.js';
import { suspendQueue } from '../../queues/suspend-queue.js';
import { ParameterError } from '../binding/parameter-error.js';
import {
  parameter,
  serverParameter,
  type Cmdlet,
  type CmdletParameter,
  type Order,
  type OutputObject,
} from '../cmdlet.js';
import { askedFor, listed, namedRows, resultSize, sortOrder, triedOn } from '../cmdlet-lists.js';
import { timeOrNull } from '../values/rich-value.js';

const typeName = 'Microsoft.Exchange.Data.QueueViewer.ExtensibleQueueInfo';
const columns = [
  'Identity',
  'DeliveryType',
  'Status',
  'MessageCount',
  'Velocity',
  'RiskLevel',
  'OutboundIPPool',
  'NextHopDomain',
];
const sorts = ['Internal', 'External', 'Empty', ...deliveryTypeNames];

const identity = parameter('Identity', String.raw`MBX01\DB01, or the next hop alone; with * all that fit.`, {
  objects: 'Queue',
  position: 1,
  pipeline: 'value',
});
const filter = parameter('Filter', 'As in "MessageCount -gt 10 -and Status -eq \'Retry\'".');
export const server = serverParameter('Whose queues.');
const ofSorts = (name: string, description: string): CmdletParameter =>
  parameter(name, description, { type: 'enum', values: sorts, multiple: true });

const get: Cmdlet = {
  name: 'Get-Queue',
  synopsis: 'Shows queues.',
  parameters: [
    identity,
    filter,
    ofSorts('Include', 'Only queues of any of these sorts.'),
    ofSorts('Exclude', 'No queue of any of these sorts.'),
    resultSize,
    sortOrder,
    server,
  ],
  output: { typeName, columns },
  confirms: false,
  changes: false,
  examples: [
    { command: 'Get-Queue -Exclude Empty', description: 'Where messages wait.' },
    { command: 'Get-Queue -Filter "Status -eq \'Retry\'"', description: 'Next hops that cannot be reached.' },
  ],
  async run({ parameters, order }) {
    const { Identity, Filter, Include, Exclude, Server } = parameters;
    const input = {
      where: Filter ?? undefined,
      include: Include ?? [],
      exclude: Exclude ?? [],
      limit: askedFor(parameters),
      server: Server ?? undefined,
    };
    const found = await namedQueues(input, Identity, order);
    return { output: listed(found.map(queueObject), parameters) };
  },
};

/** A server in the pipeline stands for its queues. */
async function namedQueues(input: object, identity: unknown, order: Order): Promise<readonly QueueView[]> {
  const isNamed = typeof identity === 'string' && identity.trim() !== '';
  const isFiltered = 'where' in input && input.where !== undefined;
  if (isNamed && isFiltered) {
    const server = await serverOf(identity, order);
    if (server === undefined) throw new ParameterError('Filter', 'does not go with Identity');
    return (await order(getQueues, { ...input, server })).rows;
  }
  const { rows } = await order(getQueues, input);
  try {
    return namedRows(rows, { noun: 'Queue', identity, namesOf });
  } catch (error) {
    const server = error instanceof ObjectNotFound ? await serverOf(identity, order) : undefined;
    if (server === undefined) throw error;
    return (await order(getQueues, { ...input, server })).rows;
  }
}

/** Undefined: no server is called so. */
async function serverOf(identity: unknown, order: Order): Promise<string | undefined> {
  const { rows } = await order(objectOperations.Servers.Get, {});
  const key = nameKey(String(identity));
  const names = rows.map(({ Name }) => String(Name));
  return names.find((name) => nameKey(name) === key);
}

function namesOf({ identity: own, nextHopDomain, name }: QueueView): readonly string[] {
  return [own, nextHopDomain, name];
}

function queueObject(queue: QueueView): OutputObject {
  return {
    Identity: queue.identity,
    DeliveryType: queue.deliveryType,
    NextHopDomain: queue.nextHopDomain,
    TlsDomain: queue.tlsDomain ?? '',
    NextHopConnector: queue.nextHopConnector,
    NextHopCategory: queue.nextHopCategory,
    Status: queue.status,
    MessageCount: queue.messageCount,
    LastError: queue.lastError ?? null,
    RetryCount: queue.retryCount,
    LastRetryTime: timeOrNull(queue.lastRetryTime),
    NextRetryTime: timeOrNull(queue.nextRetryTime),
    FirstRetryTime: timeOrNull(queue.firstRetryTime),
    DeferredMessageCount: queue.delayedCount,
    LockedMessageCount: 0,
    SuspendedMessageCount: queue.suspendedCount,
    MessageCountsPerPriority: Object.values(queue.messageCountsPerPriority),
    DeferredMessageCountsPerPriority: Object.values(queue.delayedCountsPerPriority),
    PriorityDescriptions: Object.keys(queue.messageCountsPerPriority),
    RiskLevel: 'Normal',
    OutboundIPPool: 0,
    IncomingRate: rate(queue.incomingRate),
    OutgoingRate: rate(queue.outgoingRate),
    Velocity: rate(queue.velocity),
    WaitReason: queue.waitReason ?? null,
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}

/** Messages per second, as people read them. */
function rate(perSecond: number): number {
  return Math.round(perSecond * 100) / 100;
}

function withCount({ identity: own, status, messageCount }: QueueView): string {
  return `${own}, which is ${status} and has ${messageCount} message${messageCount === 1 ? '' : 's'}`;
}

interface QueueOrderCmdlet {
  readonly operation: typeof suspendQueue | typeof resumeQueue | typeof retryQueue;
  readonly synopsis: string;
  readonly confirms: boolean;
  readonly added?: readonly CmdletParameter[];
}

function ordering({ operation, synopsis, confirms, added = [] }: QueueOrderCmdlet): Cmdlet {
  return {
    name: operation.name,
    synopsis,
    parameters: [identity, filter, ...added, server],
    parameterSets: [['Identity'], ['Filter']],
    output: { typeName: '', columns: [] },
    confirms,
    changes: true,
    examples: [],
    async run({ parameters: { Identity, Filter, Server, Resubmit }, whatIf, order }) {
      const ordered = await order(operation, {
        queue: Identity ?? undefined,
        where: Filter ?? undefined,
        server: Server ?? undefined,
        validateOnly: whatIf,
        ...(Resubmit === true && { resubmit: true }),
      });
      if (whatIf) return triedOn(operation.name, ordered.map(withCount));
      return { verbose: ordered.map((queue) => queue.identity) };
    },
  };
}

export const queueCmdlets: readonly Cmdlet[] = [
  get,
  ordering({
    operation: suspendQueue,
    synopsis: 'Stops a queue: deliveries under way end, no other begins.',
    confirms: true,
  }),
  ordering({ operation: resumeQueue, synopsis: 'Lets a queue go on.', confirms: true }),
  ordering({
    operation: retryQueue,
    synopsis: 'Tries the next hop of a queue now, or sends its messages back to Submission.',
    confirms: false,
    added: [
      parameter('Resubmit', 'Its messages are categorized anew.', { type: 'boolean', default: '$false' }),
    ],
  }),
];
