import type { Organization } from '@mailyard/directory';
import type { QueuedCopy, RoutedCopy } from '@mailyard/queue';
import { categorize, type RoutingPlace } from '@mailyard/routing';

import { concernAgents } from './agent-stages.js';
import { routableMessage, type SubmittedItem } from './routable-message.js';
import { routedCopies } from './routed-copies.js';

/** The copies of a message that only has to be delivered: without an agent and a DSN, and with a next hop for everybody. */
export function routeAtOnce(
  message: { readonly copy: QueuedCopy; readonly item: SubmittedItem },
  organization: Organization,
  place: RoutingPlace,
): readonly RoutedCopy[] | undefined {
  const { copy: waiting, item } = message;
  if (concernAgents(item, organization, Date.now())) return undefined;
  const categorization = categorize(routableMessage(waiting, item), organization, place);
  const { deliveries, failed, expanded, unreachable, redirected, awaiting, decisions } = categorization;
  const lists = [failed, expanded, unreachable, redirected, awaiting, decisions];
  return lists.some(({ length }) => length > 0) ||
    categorization.dropped.some(({ reason }) => reason !== 'Duplicate') ||
    deliveries.length === 0
    ? undefined
    : routedCopies(waiting, categorization);
}
