export { DsnAuthor, type DsnAuthorOptions, type Reported } from './dsn/dsn-author.js';
export { carryOutVerdict, pendingCopy, type Verdict, type VerdictOutcome } from './moderation/verdict.js';
export { carryOut, prepareOrder, type OrderContext } from './orders/prepare-order.js';
export { MessageFolders } from './folders/message-folders.js';
export type { TransportIntervals } from './transport-intervals.js';
export { TransportService, type TransportServiceOptions } from './transport-service.js';
