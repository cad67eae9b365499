export { mailboxDeliveryConnections } from './mailbox/mailbox-delivery-connections.js';
export { MailboxDeliveryHosts, type MailboxDeliveryHostsOptions } from './mailbox/mailbox-delivery-hosts.js';
export { type HostsOf, NextHopLink, type NextHopLinkOptions } from './mailbox/next-hop-link.js';
export type { DeliveryOutcome, DeliveryResult, RemoteHost } from './outcome/delivery-result.js';
export {
  connectionFailure,
  isAboutNextHop,
  isExpired,
  recipientResult,
  tooOld,
} from './outcome/failure-policy.js';
export { waitCauseOf } from './outcome/wait-cause.js';
