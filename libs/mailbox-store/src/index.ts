export { databaseFolderName, type MailboxId } from './maildir/mailbox-path.js';
export type { DatabaseFolder } from './maildir/maildirs.js';
export type { StorageFault } from './maildir/storage-fault.js';
export { MailboxStoreModule } from './mailbox-store.module.js';
export {
  MailboxStore,
  type IncomingMessage,
  type MailboxStoreOptions,
  type MailboxWriter,
  type StorageOutcome,
} from './mailbox-store.js';
