export { DestinationHosts } from './agents/smtp/destination-hosts.js';
export type { Destination } from './agents/smtp/destination.js';
export { directDial } from './agents/smtp/direct-dial.js';
export { HostOpener, type HostOpenerOptions } from './agents/smtp/open-host.js';
export { ConnectorLogins } from './agents/smtp/login/connector-logins.js';
export { redisConnectorLogins } from './agents/smtp/login/redis-connector-logins.js';
export type { ConnectionEvent } from './agents/smtp/connection-trace.js';
export { reachHosts } from './agents/smtp/reach-hosts.js';
export { SmtpAgent, type Companion } from './agents/smtp/smtp-agent.js';
export { MailboxAgent, type MailboxAgentOptions } from './agents/mailbox/mailbox-agent.js';
export { organizationConnections } from './agents/hop/organization-connections.js';
export { ServerAgent, type ServerAgentOptions } from './agents/server/server-agent.js';
export { HostPolicies, type HostPolicyQuestion } from './agents/smtp/policy/host-policies.js';
export type { HostPolicy, NamedPolicy } from './agents/smtp/policy/host-policy.js';
export { redisHostPolicies } from './agents/smtp/policy/redis-host-policies.js';
export { againstPolicy, underPolicy, type TlsAtHost } from './agents/smtp/policy/under-policy.js';
export { tlsAtHost, type TlsAtHostOptions } from './agents/smtp/tls/tls-at-host.js';
export type {
  DeliveryAgent,
  DeliveryOutcome,
  DeliverySession,
  OutgoingMessage,
  OwnLimit,
  RemoteHost,
  SuccessReport,
} from './delivery-agent.js';
export { isExpired, judge, type DeliveryResult, type Judgement } from './failure-policy.js';
export {
  outboundDestination,
  type Destined,
  type LimitingConnector,
  type LimitingServer,
} from './limits/destination.js';
export {
  isLimitReached,
  lanesTo,
  limitCauses,
  type Limit,
  type LimitCause,
  type LimitedScope,
  type LimitReached,
  type OutboundDestination,
  type OutboundLimits,
  type Place,
  type ScopeLimits,
  type Shortage,
} from './limits/outbound-limits.js';
export { describeSlowDown, type KnownSlowDown } from './limits/reasons.js';
export {
  RedisOutboundLimits,
  type RedisOutboundLimitsOptions,
} from './limits/redis/redis-outbound-limits.js';
export { FrontEnds, type FrontEnd, type FrontEndsOptions } from './agents/smtp/proxy/front-ends.js';
export {
  ProxiedDial,
  type ProxiedDialOptions,
  type ProxiedTarget,
  type ProxiedWay,
} from './agents/smtp/proxy/proxied-dial.js';
export { outboundTls, type OutboundTlsBasis, type TlsTarget } from './agents/smtp/tls/outbound-tls.js';
