export { alternateOf } from './resolution/forwarding/alternate-recipient.js';
export { categorize, isForExpansion, type CategorizeOptions } from './categorize.js';
export {
  approvalPath,
  approvalServer,
  parseApprovalPath,
  type ApprovalAddress,
} from './moderation/approval-address.js';
export type { EarlierPasses, NeededApproval } from './moderation/approval.js';
export type { RoutableMessage } from './routable-message.js';
export type {
  AwaitingApproval,
  Bifurcation,
  Categorization,
  Delivery,
  DroppedRecipient,
  DropReason,
  ExpandedGroup,
  FailedRecipient,
  GroupMembers,
  RedirectedRecipient,
  ResolvedRecipient,
  UnreachableRecipient,
} from './categorization.js';
export { bifurcationKey } from './copies.js';
export { destinationOf, type Destination } from './connectors/destination.js';
export type { RoutingPlace } from './connectors/own-smart-hosts.js';
export {
  routedConnector,
  routedConnectors,
  type AddressSpace,
  type RoutedConnector,
} from './connectors/routed-connector.js';
export { type Candidate, routingTable, RoutingTable, type Match } from './connectors/routing-table.js';
export { selectConnector, type Selection } from './connectors/select-connector.js';
export {
  explainRoute,
  type ConnectorVerdict,
  type ExplainedRoute,
  type RouteExplanation,
  type SupposedMessage,
} from './explain/explain-route.js';
export {
  categoryOf,
  deliveryTypeNames,
  isDeliveryType,
  leadsToServer,
  labelOf,
  type DeliveryType,
  type NextHopCategory,
} from './delivery-type.js';
export { mayBeRouted, standingOf, type Standing } from './standing.js';
export { tlsDomainOf } from './connectors/tls-domain.js';
export { nextHopOfEarlierName, nextHopTo, noConnector, queueNameOf, type NextHop } from './next-hop.js';
