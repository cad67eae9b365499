export { QueueCatalog } from './catalog/redis-queue-catalog.js';
export { MessageCatalog, type ListedMessage, type MessageStatus } from './catalog/redis-message-catalog.js';
export type { QueueStatus, QueueSummary } from './catalog/queue-summary.js';
export { queueProblemCodes, queueProblems, type QueueProblem } from './catalog/queue-problems.js';
export type { QueuedMessage } from './catalog/queued-message.js';
export { QueueHeads } from './catalog/queue-heads.js';
export { SubmissionQueue, type SubmissionQueueOptions } from './submission/submission-queue.js';
export type { ArrivalLimits, RouteAtOnce, SubmittedMessage } from './submission/arriving-message.js';
export { ContentStore, ContentStoreMissing, type ContentDraft } from './content/content-store.js';
export { verifiedContent } from './content/verified-content.js';
export { DamagedMessage } from './item/damaged-message.js';
export { FileContentStore } from './content/file-content-store.js';
export { MemoryAllowance, type ContentStores } from './content/arriving-content.js';
export { QueueDatabase, type QueueDatabaseOptions, type QueueHindrances } from './redis/queue-database.js';
export type {
  Committed,
  NewItem,
  QueueTransaction,
  Settlement,
  StoredCopy,
} from './redis/queue-transaction.js';
export type { LoadedCopy, LoadedJob } from './redis/stored-messages.js';
export type { Claim, Lease } from './redis/bull-queues.js';
export { DatabaseError } from './redis/database-error.js';
export { queueRedis } from './redis/queue-redis.js';
export {
  jobIdOf,
  parseJobId,
  type ContentReference,
  type MailItem,
  type NextHopSolutionKey,
  type QueuedCopy,
  type QueuedRecipient,
  type RoutedCopy,
} from './item/mail-item.js';
export { parseCopy } from './item/item-fields.js';
export { setAside } from './poison/set-aside.js';
export { poisonQueue, ServerKeys, submissionQueue, unreachableQueue } from './redis/keys.js';
export type { Lane, LaneJob, LanePlan } from './schedule/lane.js';
export { commitWithSeats } from './schedule/commit-with-seats.js';
export type { Lanes, Seat } from './schedule/seat.js';
export { QueueScheduler, type QueueSchedulerOptions } from './schedule/queue-scheduler.js';
export { queueRetryDelayMs } from './schedule/retry-schedule.js';
