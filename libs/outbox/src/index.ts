export { MailboxSubmission, type MailboxSubmissionOptions } from './mailbox-submission.js';
export { Outbox, type WaitingMessage } from './outbox/outbox.js';
