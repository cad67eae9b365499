import { active } from '../checks/connection/active.js';
import { connectionLimit } from '../checks/connection/connection-limit.js';
import { sourceLimit, sourceLimitAtConnect } from '../checks/connection/source-limit.js';
import { domainSecurity } from '../checks/mail/domain-security.js';
import { inboundConnector } from '../checks/mail/inbound-connector.js';
import { messageRate } from '../checks/mail/message-rate.js';
import { resources } from '../checks/mail/resources.js';
import { sender } from '../checks/mail/sender.js';
import { submission } from '../checks/mail/submission.js';
import { eachDestination } from '../checks/rcpt/each-destination.js';
import { recipientDomain } from '../checks/rcpt/recipient-domain.js';
import { relay } from '../checks/rcpt/relay.js';
import { toSubmission, type Submission } from '../sinks/to-submission.js';
import { connectorWarnings } from '../warnings/connector-warnings.js';
import type { Role } from './role.js';

/**
 * Edge Transport: strangers in front as at Front End, a Submission queue behind as at the hub. Who lives in a domain is known
 * behind it, so any recipient there is accepted, and nobody else's (RFC 5321 §3.6.2) without the right to relay.
 */
export const edge: Role<Submission> = {
  protocol: 'SMTP',
  connectors: (organization, server) => organization.receiveConnectors(server),
  checks: {
    connect: [active, connectionLimit, sourceLimitAtConnect],
    login: [sourceLimit],
    proxy: [],
    mail: [submission, resources, sourceLimit, messageRate, domainSecurity, inboundConnector, sender],
    rcpt: [eachDestination(recipientDomain, relay)],
  },
  sink: toSubmission,
  logins: () => true,
  proxyCommands: () => [],
  orar: true,
  servesClients: true,
  // Its Transport service is the one that keeps mail, as a hub's is.
  agents: () => 'Hub',
  warnings: connectorWarnings,
};
