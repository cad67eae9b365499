export { QueueCatalog, type QueueQuery } from './views/queues/redis-queue-catalog.js';
export { MessageCatalog, type MessageQuery } from './views/messages/redis-message-catalog.js';
export {
  messageProperties,
  type MessageFilter,
  type MessageProperty,
} from './views/messages/message-properties.js';
export { queueProperties, type QueueFilter, type QueueProperty } from './views/queues/queue-properties.js';
export type { SearchSort } from './views/search/columns/message-columns.js';
export type { FoundMessages, IndexedMessage } from './views/search/found-messages.js';
export { foundByReading } from './views/search/found-by-reading.js';
export { MessageIndex, TooManyMessages } from './views/search/redis-message-index.js';
export {
  groupsOf,
  MessageSearches,
  type MessageGroups,
  type MessageSearch,
} from './views/search/message-searches.js';
export { opathFilter } from './views/filter/opath-filter.js';
export { matcher } from './views/filter/matcher.js';
export { FilterError, type Filter, type Properties, type Property } from './views/filter/predicate.js';
export { CursorError, type Page } from './views/filter/page.js';
export type { QueueStatus, QueueSummary, TlsDomainOf } from './views/queues/queue-summary.js';
export {
  queueProblemCodes,
  QueueHeads,
  queueProblems,
  type QueueProblem,
} from './views/queues/queue-problems.js';
export {
  messageStatuses,
  type ListedMessage,
  type MessageStatus,
  type QueuedMessage,
} from './views/messages/listed-message.js';
export {
  SubmissionQueue,
  type ContentLimits,
  type PriorityFacts,
  type RouteAtOnce,
  type SubmissionQueueOptions,
} from './submission/submission-queue.js';
export { ContentStore, ContentStoreMissing, type ContentDraft } from './content/content-store.js';
export { verifiedContent } from './content/verified-content.js';
export { DamagedMessage } from './item/damaged-message.js';
export { FileContentStore, readContentFile } from './content/file-content-store.js';
export { ArrivingContent, type ContentStores } from './content/arriving-content.js';
export { QueueDatabase, type QueueDatabaseOptions, type QueueHindrances } from './redis/queue-database.js';
export type { Committed, Step } from './redis/transaction/committed.js';
export type { MoveOutcome, QueueTransaction } from './redis/transaction/queue-transaction.js';
export type { NewItem, Settlement, SettlementResult } from './redis/transaction/settlement.js';
export type { LoadedCopy, LoadedJob, ReadCopy, RoutableCopy } from './redis/stored-messages.js';
export { waitsFor } from './redis/waiting-jobs.js';
export type { Claim, Lease } from './redis/bull/lease.js';
export { DatabaseError } from './redis/connection/database-error.js';
export { queueRedis } from './redis/connection/queue-redis.js';
export {
  jobIdOf,
  limitedBytes,
  parseJobId,
  type ContentReference,
  type CopyRecord,
  type MailItem,
  type QueuedCopy,
  type QueuedRecipient,
  type RoutedCopy,
} from './item/mail-item.js';
export { NextHops } from './next-hop/redis-next-hops.js';
export { parseCopy, recipientCount, type StoredCopy } from './item/fields/copy-fields.js';
export type { PendingApproval } from './item/pending-approval.js';
export { headerSummary } from './item/fields/header-summary.js';
export {
  removeJobOfGone,
  resumeJob,
  retryJob,
  suspendJob,
  type JobIdentity,
  type JobOutcome,
  type Suspender,
} from './redis/bull/suspension.js';
export {
  bulkOutcomes,
  bulkStates,
  type BulkDeclaration,
  type BulkOperation,
  type BulkOutcome,
  type BulkState,
  type BulkTarget,
} from './redis/bulk-operations/bulk-operation.js';
export {
  orderOutcomes,
  type MessageOrder,
  type OrderedCopy,
  type OrderOutcome,
} from './redis/bulk-operations/message-order.js';
export {
  concludeStep,
  duringStep,
  releaseStep,
  transitionStep,
  type BulkLease,
} from './redis/bulk-operations/redis-bulk-operations.js';
export { setAside, type SetAside } from './poison/set-aside.js';
export { moderationQueue, poisonQueue, ServerKeys, submissionQueue, unreachableQueue } from './redis/keys.js';
export type { Lane, LaneJob, LaneFactory, SharedLanes } from './schedule/lane.js';
export { commitAndClaim } from './submission/commit-submission.js';
export type { Lanes, ReservedLane } from './schedule/lane.js';
export { QueueScheduler, type QueueSchedulerOptions } from './schedule/queue-scheduler.js';
export { connectorRetryDelayMs, mailboxRetryDelayMs, type RetrySchedule } from './schedule/retry-schedule.js';
export { itemOfCopy } from './item/item-of-copy.js';
export {
  nameOfDelivery,
  type KeptDelivery,
  type KeptMessage,
  type KeptPlace,
} from './safety-net/kept-message.js';
export { SafetyNetFiles } from './safety-net/file-safety-net.js';
export {
  operationOfRequest,
  resubmitStates,
  type ResubmitDeclaration,
  type ResubmitRequest,
  type ResubmitState,
} from './safety-net/resubmit-requests.js';
