export { localAdministrator, monitor, webAdministrator, type Caller } from './caller.js';
export { rights, type Right } from './right.js';
export {
  OperationError,
  OperationInputError,
  OperationRightError,
  secret,
  type Operation,
} from './operation.js';
export { operations } from './all-operations.js';
export { Operations } from './operations.js';
export { withOperations } from './redis-open-operations.js';
export { OperationsModule } from './operations.module.js';
export { unlessRedisIsAway } from './redis-answer.js';

export { searchAdminAuditLog } from './audit/search-admin-audit-log.js';
export { BoardQueues, type BoardQueue } from './board/redis-board-queues.js';
export { getAcceptedDomains } from './domains/get-accepted-domains.js';
export { newAcceptedDomain } from './domains/new-accepted-domain.js';
export { getHealthReport } from './health/get-health-report.js';
export { getServiceMetrics } from './health/get-service-metrics.js';
export { getServices } from './health/get-services.js';
export type { ServiceView } from './health/service-view.js';
export { getTransportStatistics } from './health/get-transport-statistics.js';
export { expectedServices, healthReport, type HealthReport } from './health/health-report.js';
export { getMailboxes } from './mailboxes/get-mailboxes.js';
export { newMailbox } from './mailboxes/new-mailbox.js';
export { removeMailbox } from './mailboxes/remove-mailbox.js';
export { setPassword } from './mailboxes/set-password.js';
export { getMessages } from './messages/get-messages.js';
export { removeMessage, type Removal } from './messages/remove-message.js';
export { retryMessage } from './messages/retry-message.js';
export { showMessage } from './messages/show-message.js';
export { applyOrganizationFile } from './organization/apply-organization.js';
export { explainConnection } from './organization/explain-connection.js';
export { exportOrganizationText } from './organization/export-organization.js';
export { getClientSettings } from './organization/get-client-settings.js';
export { planOrganizationFile } from './organization/plan-organization.js';
export { waitForRevision } from './organization/wait-for-revision.js';
export { getQueues } from './queues/get-queues.js';
export type { QueueView } from './queues/queue-view.js';
export { resumeQueue } from './queues/resume-queue.js';
export { retryQueue } from './queues/retry-queue.js';
export { suspendQueue } from './queues/suspend-queue.js';
