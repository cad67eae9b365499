export { MailboxAgent, type MailboxAgentOptions } from './agents/mailbox/mailbox-agent.js';
export { mailboxDeliveryConnections } from './agents/mailbox/mailbox-delivery-connections.js';
export type {
  DeliveryAgent,
  DeliveryOutcome,
  DeliverySession,
  OutgoingMessage,
  RemoteHost,
  SuccessReport,
} from './delivery-agent.js';
export { isExpired, judge, type DeliveryResult, type Judgement } from './failure-policy.js';
