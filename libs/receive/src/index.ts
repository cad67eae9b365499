export type { Acceptance, ContentLimits } from './acceptance.js';
export {
  explainConnector,
  type Explanation,
  type SupposedConnection,
  type Verdict,
} from './selection/explain-connector.js';
export { selectConnector, type Connection } from './selection/select-connector.js';
export { connectorWarnings, type WarningBasis } from './warnings/connector-warnings.js';
export { parameterWarnings } from './warnings/parameter-warnings.js';
export { FileKeytab } from './kerberos/keytab/file-keytab.js';
export type { Certificates, PublicTlsWish } from './connector/public-tls.js';
export { accessControlEntries, effectiveRights } from './rights/effective-rights.js';
export { permissionGroupEntries, shownPermissionGroups } from './rights/permission-groups.js';
export { holds, noRights, rightNames, rightsOf, type Rights } from './rights/rights.js';
export { authAsOf, isOrganizationServer, sessionPrincipals } from './rights/session-principals.js';
export {
  anonymousAccess,
  anonymousRcpt,
  type AnonymousAccess,
  type RcptAnswer,
} from './session/anonymous-access.js';
export type { Standing } from './rights/standing.js';
export { ConnectorSession, type SessionBasis } from './session/connector-session.js';
export { FrontEndSession, type TransactionRoute } from './session/front-end-session.js';
export { HubSession } from './session/hub-session.js';
export { MailboxDeliverySession, type MailboxDeliveryOptions } from './session/mailbox-delivery-session.js';
export type {
  MailboxOutcome,
  MailboxStorage,
  MessageForMailboxes,
  StoredMessage,
} from './mailbox-storage.js';
export { InboundLoad, type LoadReport } from './limits/inbound-load.js';
export { RedisLoadExchange, type LoadExchangeOptions } from './limits/redis-load-exchange.js';
export { peerOf, plainAddress, tlsName } from './session/peer.js';
export { sessionHost, type SessionHost, type SessionHostOptions } from './session/session-host.js';
export { HubChooser, type Hub, type HubChooserOptions } from './proxy/hub-chooser.js';
export { HubRoute } from './proxy/hub-route.js';
export type { HubLink } from './proxy/hub-attempt.js';
export { hubOf } from './proxy/hub-of.js';
export {
  AnnouncedListeners,
  shutdownGraceMs,
  type AnnouncedListenersOptions,
} from './listening/announced-listeners.js';
export { trustedPeers, type TrustedPeersOptions } from './listening/trusted-peers.js';
export {
  ConnectorListeners,
  type ConnectorListenersOptions,
  type ListenerSettings,
  type ListeningChanged,
} from './listening/connector-listeners.js';
