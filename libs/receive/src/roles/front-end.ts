import { active } from '../checks/connection/active.js';
import { connectionLimit } from '../checks/connection/connection-limit.js';
import { sourceLimit, sourceLimitAtConnect } from '../checks/connection/source-limit.js';
import { domainSecurity } from '../checks/mail/domain-security.js';
import { inboundConnector } from '../checks/mail/inbound-connector.js';
import { messageRate } from '../checks/mail/message-rate.js';
import { isOutboundProxy, notAtOutboundProxy } from '../checks/mail/outbound-proxy.js';
import { resources } from '../checks/mail/resources.js';
import { sender } from '../checks/mail/sender.js';
import { senderSize } from '../checks/mail/sender-size.js';
import { submission } from '../checks/mail/submission.js';
import { organizationServer } from '../checks/mail/organization-server.js';
import { proxyRight } from '../checks/proxy/proxy-right.js';
import { outboundProxyOnly } from '../checks/proxy/outbound-proxy-only.js';
import { eachDestination } from '../checks/rcpt/each-destination.js';
import { recipientDomain } from '../checks/rcpt/recipient-domain.js';
import { recipientExists } from '../checks/rcpt/recipient-exists.js';
import { recipientRestriction } from '../checks/rcpt/recipient-restriction.js';
import { relay } from '../checks/rcpt/relay.js';
import type { HubLink } from '../sinks/hub/hub-link.js';
import { toHub } from '../sinks/to-hub.js';
import { connectorWarnings } from '../warnings/connector-warnings.js';
import type { Role } from './role.js';

/** Front End Transport: answers MAIL and RCPT itself, then hands the transaction to a hub. */
export const frontEnd: Role<HubLink> = {
  protocol: 'SMTP',
  connectors: (organization, server) =>
    organization
      .receiveConnectors(server)
      .filter(({ TransportRole }) => TransportRole === 'FrontendTransport'),
  checks: {
    connect: [active, connectionLimit, sourceLimitAtConnect],
    login: [sourceLimit],
    proxy: [outboundProxyOnly, proxyRight, organizationServer],
    mail: [
      submission,
      resources,
      sourceLimit,
      messageRate,
      notAtOutboundProxy,
      domainSecurity,
      inboundConnector,
      sender,
      senderSize,
    ],
    rcpt: [eachDestination(recipientDomain, relay), recipientExists, recipientRestriction],
  },
  sink: toHub,
  logins: (connector) => !isOutboundProxy(connector),
  proxyCommands: (connector) => (isOutboundProxy(connector) ? ['XPROXYTO'] : []),
  orar: true,
  servesClients: true,
  // A hub that goes out through here is no client.
  agents: (connector) => (isOutboundProxy(connector) ? undefined : 'FrontEnd'),
  warnings: connectorWarnings,
};
