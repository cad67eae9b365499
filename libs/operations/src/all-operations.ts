import { searchAdminAuditLog } from './audit/search-admin-audit-log.js';
import { getAcceptedDomains } from './domains/get-accepted-domains.js';
import { newAcceptedDomain } from './domains/new-accepted-domain.js';
import { getHealthReport } from './health/get-health-report.js';
import { getServiceMetrics } from './health/get-service-metrics.js';
import { getServices } from './health/get-services.js';
import { getTransportStatistics } from './health/get-transport-statistics.js';
import { getMailboxes } from './mailboxes/get-mailboxes.js';
import { newMailbox } from './mailboxes/new-mailbox.js';
import { removeMailbox } from './mailboxes/remove-mailbox.js';
import { setPassword } from './mailboxes/set-password.js';
import { getMessages } from './messages/get-messages.js';
import { removeMessage } from './messages/remove-message.js';
import { retryMessage } from './messages/retry-message.js';
import { showMessage } from './messages/show-message.js';
import type { Operation } from './operation.js';
import { applyOrganizationFile } from './organization/apply-organization.js';
import { explainConnection } from './organization/explain-connection.js';
import { exportOrganizationText } from './organization/export-organization.js';
import { getClientSettings } from './organization/get-client-settings.js';
import { planOrganizationFile } from './organization/plan-organization.js';
import { waitForRevision } from './organization/wait-for-revision.js';
import { getQueues } from './queues/get-queues.js';
import { resumeQueue } from './queues/resume-queue.js';
import { retryQueue } from './queues/retry-queue.js';
import { suspendQueue } from './queues/suspend-queue.js';

/** All that can be ordered. A client may offer each of them by its name, summary, input and output alone. */
export const operations = [
  planOrganizationFile,
  applyOrganizationFile,
  exportOrganizationText,
  waitForRevision,
  explainConnection,
  getClientSettings,
  getMailboxes,
  newMailbox,
  removeMailbox,
  setPassword,
  getAcceptedDomains,
  newAcceptedDomain,
  getQueues,
  suspendQueue,
  resumeQueue,
  retryQueue,
  getMessages,
  showMessage,
  retryMessage,
  removeMessage,
  getServices,
  getHealthReport,
  getServiceMetrics,
  getTransportStatistics,
  searchAdminAuditLog,
] as const satisfies readonly Operation[];
