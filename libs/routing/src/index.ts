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
export {
  categoryOf,
  isDeliveryType,
  labelOf,
  type DeliveryType,
  type NextHopCategory,
} from './delivery-type.js';
export { nextHopOfEarlierName, nextHopTo, noConnector, queueNameOf, type NextHop } from './next-hop.js';
