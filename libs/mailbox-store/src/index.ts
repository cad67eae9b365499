export { fsyncDirectory } from './maildir/directory-sync.js';
export { databaseFolderName, mailboxPath, type MailboxId } from './maildir/mailbox-path.js';
export type { DatabaseFolder } from './maildir/maildirs.js';
export { errorCode, type StorageFault } from './maildir/storage-fault.js';
export { MailboxStore, type MailboxStoreOptions } from './mailbox-store.js';
export type { IncomingMessage, MailboxWriter, StorageOutcome } from './mailbox-writer.js';
export type { MailboxSize } from './size/mailbox-size.js';
export { askMailboxSize, MailboxSizeUnknown } from './size/redis-mailbox-sizes.js';
