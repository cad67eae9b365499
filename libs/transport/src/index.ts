export { DsnAuthor, type DsnAuthorOptions, type Reported } from './dsn/dsn-author.js';
export { carryOutVerdict, pendingCopy, type Verdict, type VerdictOutcome } from './moderation/verdict.js';
export { carryOut, prepareOrder, type OrderContext } from './orders/prepare-order.js';
export { replayHeader } from './orders/replay-file.js';
export type { TransportIntervals } from './transport-intervals.js';
export { TransportService, type TransportServiceOptions } from './transport-service.js';
