// What needs Nest; the rest of this lib does not.
export { MailboxSubmissionModule } from './mailbox-submission.module.js';
