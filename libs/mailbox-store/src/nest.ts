// What needs Nest; the rest of this lib does not, and commands start without it.
export { MailboxStoreModule } from './mailbox-store.module.js';
