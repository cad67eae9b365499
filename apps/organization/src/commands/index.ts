import type { Command } from '../command.js';
import { agentCommands } from './agent.js';
import { apply } from './apply.js';
import { auditCommands } from './audit.js';
import { componentCommands } from './component.js';
import { domainCommands } from './domain.js';
import { explain } from './explain.js';
import { explainRouteCommand } from './explain-route.js';
import { exportOrganization } from './export.js';
import { mailboxCommands } from './mailbox.js';
import { messageCommands } from './message.js';
import { bulkCommands } from './operation.js';
import { moderationCommands } from './moderation.js';
import { passwordCommands } from './password.js';
import { plan } from './plan.js';
import { queueCommands } from './queue.js';
import { resubmitCommands } from './resubmit.js';
import { secretCommands } from './secrets.js';
import { trackingImport } from './tracking-import.js';
import { trackingCommands } from './tracking.js';

/** In the order of the help. */
export const commands: readonly Command[] = [
  plan,
  apply,
  exportOrganization,
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
];
