export { DsnAuthor, type DsnAuthorOptions, type Reported } from './dsn/dsn-author.js';
export {
  orderOutcomes,
  type MessageOrder,
  type OrderedCopy,
  type OrderOutcome,
} from './orders/message-order.js';
export { carryOut, prepareOrder, type OrderContext } from './orders/prepare-order.js';
export { replayHeader } from './orders/replay-file.js';
export {
  TransportService,
  type TransportIntervals,
  type TransportServiceOptions,
} from './transport-service.js';
export { TransportModule } from './transport.module.js';
