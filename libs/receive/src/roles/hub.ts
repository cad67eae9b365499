import { postmasterWarnings } from '@mailyard/directory';

import { active } from '../checks/connection/active.js';
import { connectionLimit } from '../checks/connection/connection-limit.js';
import { noLogins } from '../checks/connection/no-logins.js';
import { sourceLimit, sourceLimitAtConnect } from '../checks/connection/source-limit.js';
import { messageRate } from '../checks/mail/message-rate.js';
import { resources } from '../checks/mail/resources.js';
import { sender } from '../checks/mail/sender.js';
import { senderSize } from '../checks/mail/sender-size.js';
import { submission } from '../checks/mail/submission.js';
import { proxyRight } from '../checks/proxy/proxy-right.js';
import { eachDestination } from '../checks/rcpt/each-destination.js';
import { exceptServers } from '../checks/rcpt/except-servers.js';
import { recipientDomain } from '../checks/rcpt/recipient-domain.js';
import { recipientExists } from '../checks/rcpt/recipient-exists.js';
import { recipientRestriction } from '../checks/rcpt/recipient-restriction.js';
import { relay } from '../checks/rcpt/relay.js';
import { toSubmission, type Submission } from '../sinks/to-submission.js';
import { parameterWarnings } from '../warnings/parameter-warnings.js';
import type { Role } from './role.js';

/** Hub Transport: takes transactions from servers of the organization. */
export const hub: Role<Submission> = {
  protocol: 'SMTP',
  connectors: (organization, server) =>
    organization.receiveConnectors(server).filter(({ TransportRole }) => TransportRole === 'HubTransport'),
  checks: {
    connect: [active, connectionLimit, sourceLimitAtConnect],
    login: [noLogins],
    proxy: [proxyRight],
    mail: [submission, resources, sourceLimit, messageRate, sender, senderSize],
    rcpt: [
      eachDestination(exceptServers(recipientDomain), relay),
      exceptServers(recipientExists),
      exceptServers(recipientRestriction),
    ],
  },
  sink: toSubmission,
  // Users log in at Front End, which then speaks for them.
  logins: () => false,
  proxyCommands: () => ['XPROXYFROM', 'XPROXY'],
  orar: true,
  servesClients: false,
  agents: () => 'Hub',
  warnings: (connectors, { organization }) => [
    ...parameterWarnings(connectors),
    ...postmasterWarnings(organization),
  ],
};
