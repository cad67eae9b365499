export { QueueCatalog, type QueueStatus, type QueueSummary } from './queue-catalog.js';
export { SubmissionQueue, type ArrivalLimits } from './submission/submission-queue.js';
export type { ContentReference, MailItem, NextHopSolutionKey, QueuedCopy } from './item/mail-item.js';
export { ServerKeys, submissionQueue, unreachableQueue } from './redis/keys.js';
