import { poisonQueue, submissionQueue, type LaneFactory, type SharedLanes } from '@mailyard/queue';
import type { NextHop } from '@mailyard/routing';

import { Categorizer } from '../categorizer/categorizer.js';
import type { DeliveryTable } from '../delivery-table.js';
import { PoisonLane } from '../poison/poison-lane.js';
import type { TransportContext } from '../transport-context.js';
import { DeliveryLane } from './delivery-lane.js';

const categorizerLanes = 50;
/** Of all next hops that no connector leads to. */
const lanesUsual = 1_000;
/** Of an unlimited connector. */
const lanesMost = 5_000;

/** Who serves a queue; undefined: nobody here. */
export function lanesOf(
  queue: string,
  table: DeliveryTable,
  context: TransportContext,
): LaneFactory | undefined {
  if (queue === submissionQueue) return { maxJobs: categorizerLanes, open: () => new Categorizer(context) };
  if (queue === poisonQueue) return { maxJobs: 1, open: () => new PoisonLane(context) };
  const nextHop = context.database.nextHops.of(queue);
  const entry = nextHop && table[nextHop.deliveryType];
  if (nextHop === undefined || entry === undefined) return undefined;
  const { agent } = entry;
  const sessions = agent.sessionsTo?.(nextHop) ?? Infinity;
  const { transport } = context.organization();
  return {
    maxJobs: Math.min(entry.maxDeliveries(transport), sessions * agent.concurrency),
    jobsPerLane: agent.concurrency,
    shared: sharedBy(nextHop, context),
    open: () => new DeliveryLane(nextHop, entry, context),
  };
}

/** Next hops behind one connector share as many lanes as it may have connections, all others as many as usual. */
function sharedBy({ connector: guid }: NextHop, { database, organization }: TransportContext): SharedLanes {
  const now = organization();
  const byAgent = now.deliveryAgentConnector(guid);
  if (byAgent !== undefined) {
    return { name: guid, max: Math.min(lanesMost, byAgent.MaxConcurrentConnections) };
  }
  const connector = now.sendConnector(guid);
  if (connector === undefined) return { name: '', max: lanesUsual };
  const ofServer = now.server(database.keys.server)?.MaxOutboundConnections;
  const limits = [ofServer, connector.MaxConcurrentConnections].filter((limit) => typeof limit === 'number');
  return { name: guid, max: Math.min(lanesMost, ...limits) };
}
