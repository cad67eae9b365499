export { alternateOf } from './alternate-recipient.js';
export { categorize, type CategorizeOptions } from './categorize.js';
export type {
  Categorization,
  Delivery,
  ExpandedGroup,
  FailedRecipient,
  ResolvedRecipient,
  UnreachableRecipient,
} from './categorization.js';
export { nextHopKey, noConnector, type DeliveryType, type NextHop } from './next-hop.js';
