import type { Command } from '../command.js';
import { administratorCommands } from './administrators/administrator.js';
import { tokenCommands } from './administrators/token.js';
import { agentCommands } from './servers/agent.js';
import { apply } from './organization/apply.js';
import { auditCommands } from './servers/audit.js';
import { componentCommands } from './servers/component.js';
import { domainCommands } from './organization/domain.js';
import { explain } from './organization/explain.js';
import { explainRouteCommand } from './organization/explain-route.js';
import { exportOrganization } from './organization/export.js';
import { historyCommands } from './organization/history.js';
import { importExports } from './organization/import.js';
import { mailboxCommands } from './mailboxes/mailbox.js';
import { messageCommands } from './queues/message.js';
import { bulkCommands } from './queues/operation.js';
import { moderationCommands } from './queues/moderation.js';
import { passwordCommands } from './mailboxes/password.js';
import { plan } from './organization/plan.js';
import { queueCommands } from './queues/queue.js';
import { resubmitCommands } from './queues/resubmit.js';
import { secretCommands } from './organization/secrets.js';
import { trackingImport } from './tracking/tracking-import.js';
import { trackingCommands } from './tracking/tracking.js';

/** In the order of the help. */
export const commands: readonly Command[] = [
  plan,
  apply,
  exportOrganization,
  importExports,
  ...historyCommands,
  explain,
  explainRouteCommand,
  ...mailboxCommands,
  ...passwordCommands,
  ...secretCommands,
  ...domainCommands,
  ...queueCommands,
  ...messageCommands,
  ...moderationCommands,
  ...bulkCommands,
  ...resubmitCommands,
  ...trackingCommands,
  trackingImport,
  ...agentCommands,
  ...componentCommands,
  ...auditCommands,
  ...administratorCommands,
  ...tokenCommands,
];
