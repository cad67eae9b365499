import { active } from '../checks/connection/active.js';
import { connectionLimit } from '../checks/connection/connection-limit.js';
import { noLogins } from '../checks/connection/no-logins.js';
import { sourceLimitAtConnect } from '../checks/connection/source-limit.js';
import { organizationServer } from '../checks/mail/organization-server.js';
import { submission } from '../checks/mail/submission.js';
import { mailbox } from '../checks/rcpt/mailbox.js';
import { intoMailboxes, type MailboxTarget } from '../sinks/into-mailboxes.js';
import type { Role } from './role.js';

/** Mailbox Transport Delivery: LMTP from servers of the organization, from nobody else. */
export const mailboxDelivery: Role<MailboxTarget> = {
  protocol: 'LMTP',
  connectors: (organization, server) => {
    const connector = organization.mailboxDeliveryConnector(server);
    return connector === undefined ? [] : [connector];
  },
  checks: {
    connect: [active, connectionLimit, sourceLimitAtConnect],
    login: [noLogins],
    proxy: [],
    mail: [organizationServer, submission],
    rcpt: [mailbox],
  },
  sink: intoMailboxes,
  logins: () => false,
  proxyCommands: () => [],
  // The hub finds the alternate recipient when a mailbox fails.
  orar: false,
  servesClients: false,
  agents: () => undefined,
  // Administrators do not see its connector.
  warnings: () => [],
};
