export {
  explainConnector,
  type Explanation,
  type SupposedConnection,
  type Verdict,
} from './selection/explain-connector.js';
export { parameterWarnings } from './warnings/parameter-warnings.js';
export {
  anonymousAccess,
  anonymousRcpt,
  type AnonymousAccess,
  type RcptAnswer,
} from './roles/anonymous-access.js';
export type { InboundOutcome, InboundVerdict } from './checks/mail/inbound-connector.js';
export { supposedSession, type SupposedAnswer } from './roles/supposed-session.js';
export { rightsAt, supposedHello, type SupposedHello } from './roles/supposed-hello.js';
export { rightsOf } from './rights/rights.js';
export { accessControlEntries } from './rights/effective-rights.js';
export { permissionGroupEntries, shownPermissionGroups } from './rights/permission-groups.js';
export { edge } from './roles/edge.js';
export { frontEnd } from './roles/front-end.js';
export { hub } from './roles/hub.js';
export { mailboxDelivery } from './roles/mailbox-delivery.js';
export type { Role } from './roles/role.js';
export type { Check, CheckedSession, Checks } from './checks/check.js';
export { ReceiveSession, type ReceiveSessionOptions } from './session/receive-session.js';
export type { SessionServices } from './session/session-services.js';
export type { Sink } from './session/connector-session.js';
export type { ContentLimits, Submission } from './sinks/to-submission.js';
export type {
  MailboxOutcome,
  Mailboxes,
  MailboxWriter,
  MessageForMailboxes,
} from './sinks/into-mailboxes.js';
export { letterInput } from './injection/letter.js';
export { InjectionRefused, notUnderstood, type Refusal } from './injection/injection-refused.js';
export type { AcceptedMessage } from './injection/handed-over.js';
export { isMessageOf } from './injection/message-guid.js';
export { hubOf } from './sinks/hub/hub-of.js';
export type { HubLink } from './sinks/hub/hub-link.js';
export { TransactionProxy } from './sinks/hub/transaction-proxy.js';
export { OutboundProxy } from './tunnels/outbound-proxy.js';
export { OwnEndpoints } from './tunnels/own-endpoints.js';
export { InboundLoad } from './limits/inbound-load.js';
