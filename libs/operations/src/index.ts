export {
  OperationError,
  OperationInputError,
  runOperation,
  type Operation,
  type OperationContext,
  type Right,
} from './operation.js';
export { openContext, type ContextOptions, type OpenContext } from './redis-context.js';
export { newMailbox } from './mailboxes/new-mailbox.js';
export { getMailboxes, type ListedMailbox } from './mailboxes/get-mailboxes.js';
export { removeMailbox } from './mailboxes/remove-mailbox.js';
export { setPassword } from './mailboxes/set-password.js';
export { newAcceptedDomain } from './domains/new-accepted-domain.js';
export { getAcceptedDomains } from './domains/get-accepted-domains.js';
export { getQueues } from './queues/get-queues.js';
export { suspendQueue } from './queues/suspend-queue.js';
export { resumeQueue } from './queues/resume-queue.js';
export { retryQueue } from './queues/retry-queue.js';
export { getMessages } from './messages/get-messages.js';
export { showMessage } from './messages/show-message.js';
export { removeMessage, type Removal, type RemovedCopy } from './messages/remove-message.js';
