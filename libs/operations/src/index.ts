import * as all from './all-operations.js';
import { allObjectOperations } from './objects/object-operations.js';
import type { Operation } from './operation.js';

export {
  administratorCaller,
  applicationCaller,
  localAdministrator,
  monitor,
  type Caller,
} from './caller.js';
export { getSentMessage } from './tracking/get-sent-message.js';
export { rights, type Right } from './rights/right.js';
export { rightsOf } from './rights/rights-of.js';
export { rightsFor } from './operation.js';
export { requireRight, rightCure } from './rights/required-right.js';
export { contentRight } from './content/message-content.js';
export {
  OperationError,
  OperationInputError,
  OperationRightError,
  secret,
  type Operation,
} from './operation.js';
export { Operations } from './operations.js';
export { withOperations } from './redis/redis-open-operations.js';
export { unlessRedisIsAway } from './redis/redis-answer.js';

export { LiveEvents, TooManyListeners, type OpenStream } from './events/live-events.js';
export type { LiveEvent } from './events/event-stream.js';
export { BoardQueues, type BoardQueue } from './board/redis-board-queues.js';
export type { ServiceView } from './health/service-view.js';
export { expectedServices, healthReport, type HealthReport } from './health/health-report.js';
export type { BulkView } from './bulk/bulk-view.js';
export type { RequestView } from './resubmission/request-view.js';
export type { DecidedMessage } from './messages/moderation/decide-message.js';
export type { OrderedMessage } from './messages/orders/order-message.js';
export { type HealthSet, healthSetsOf, type Monitor } from './health/health-sets.js';
export { describeImport } from './exchange-import/plan/import-text.js';
export { queueLengthNames, queueLengths, type QueueLengths } from './health/queue-lengths.js';
export type { Removal } from './messages/orders/remove-message.js';
export { ListedQueues } from './queues/listed-queues.js';
export type { QueueView } from './queues/queue-view.js';

export type { TrackingEventView } from './tracking/event-view.js';

export * from './all-operations.js';
export * from './cmdlets/index.js';
export { problemDetails, type ProblemDetails } from './problem/problem-details.js';
export { type SignedInAt, type SignedInView, signedInViewOf, signInInput } from './rest/session-resource.js';
export { resourceNamed, resources, type Resource } from './rest/resources.js';
export { bodyRights } from './rest/body-rights.js';
export { csvOf, exportedLists, exportedRows, jsonOf } from './rest/exported-lists.js';
export { inputOf, routes, type Route } from './rest/routes.js';
export { isOffered, offeredOperation } from './rest/offered-operations.js';
export { openApi } from './rest/open-api.js';
export { objectOperations, type ObjectOperations } from './objects/object-operations.js';
export type { ChangedObject } from './objects/object-change.js';
export { ConfirmationRequired } from './objects/dangers/dangers.js';
export { ObjectNotFound } from './objects/identity/object-identity.js';

/** A client may offer each of them by its name, summary, input and output alone; one of a kind may be a file of its own. */
export const operations: readonly Operation[] = [
  ...new Set<Operation>([...Object.values(all), ...allObjectOperations]),
];
