export { DestinationHosts } from './agents/smtp/hosts/destination-hosts.js';
export type { Destination } from './agents/smtp/destination.js';
export { directDial } from './agents/smtp/hosts/direct-dial.js';
export { HostOpener, type HostOpenerOptions } from './agents/smtp/hosts/open-host.js';
export { ConnectorLogins } from './agents/smtp/login/connector-logins.js';
export { redisConnectorLogins } from './agents/smtp/login/redis-connector-logins.js';
export { reachHosts } from './agents/smtp/hosts/reach-hosts.js';
export { SmtpAgent, type Companion } from './agents/smtp/smtp-agent.js';
export {
  InstalledDeliveryAgent,
  type InstalledDeliveryAgentOptions,
} from './agents/installed/installed-delivery-agent.js';
export { MailboxAgent } from './agents/mailbox/mailbox-agent.js';
export { organizationConnections } from './agents/hop/organization-connections.js';
export { ForeignAgent } from './agents/foreign/foreign-agent.js';
export { ServerAgent } from './agents/server/server-agent.js';
export { redisHostPolicies } from './agents/smtp/policy/redis-host-policies.js';
export { tlsAtHost, type TlsAtHostOptions } from './agents/smtp/tls/tls-at-host.js';
export type {
  DeliveryAgent,
  DeliveryOutcome,
  DeliverySession,
  OutgoingMessage,
  OwnLimit,
  RemoteHost,
} from './delivery-agent.js';
export { isExpired, judge, type DeliveryResult, type Judgement } from './failure-policy.js';
export { outboundDestination } from './limits/destination.js';
export type { OutboundDestination, OutboundLimits, Shortage } from './limits/outbound-limits.js';
export { describeSlowDown } from './limits/reasons.js';
export { RedisOutboundLimits } from './limits/redis/redis-outbound-limits.js';
export { FrontEnds } from './agents/smtp/proxy/front-ends.js';
export { ProxiedDial } from './agents/smtp/proxy/proxied-dial.js';
