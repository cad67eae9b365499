export { appendLines, type AppendedLines, type DamagedLine } from './consume/append-lines.js';
export { storePlace } from './thread/store-calls.js';
export { messageSummaries, type MessageSummary } from './search/message-summary.js';
export { messageTrace, type MessageTrace, type RelatedMessage } from './search/message-trace.js';
export type { RecipientState, RecipientStateName } from './search/recipient-state.js';
export {
  countedMax,
  type Found,
  type FoundEvent,
  type TrackingCriteria,
  type TrackingQuery,
  TrackingQueryError,
} from './search/tracking-query.js';
export { storeInThread, type ThreadedStore } from './thread/store-thread.js';
