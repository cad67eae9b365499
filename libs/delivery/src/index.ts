export { MailboxAgent, type MailboxAgentOptions } from './agents/mailbox/mailbox-agent.js';
export { mailboxDeliveryConnections } from './agents/mailbox/mailbox-delivery-connections.js';
export type {
  DeliveryAgent,
  DeliveryOutcome,
  DeliverySession,
  OutgoingMessage,
  RemoteHost,
} from './delivery-agent.js';
export type { DeliveryResult } from './outcome/delivery-result.js';
export { isExpired, judge, type Judgement } from './outcome/failure-policy.js';
export { waitCauseOf } from './outcome/wait-cause.js';
