import { mailboxSchema, type Mailbox } from './recipient.js';
import { loginKey } from '@mailyard/schema';
import { isSameName, nameKey } from '@mailyard/schema';
import type { Index, Kind } from '../kind.js';
import { addressProblems, addressReferences, recipientIndexes, recipientNames } from './recipient-indexes.js';

export const mailboxLogins: Index<Mailbox> = {
  name: 'logins of mailboxes',
  texts: ({ UserPrincipalName }) => [UserPrincipalName],
  key: loginKey,
  taken: () => 'UserPrincipalName',
};

const databases: Index<Mailbox> = {
  name: 'mailbox databases',
  texts: ({ Database }) => [Database],
  key: nameKey,
};

export const mailboxes = {
  noun: 'Mailbox',
  schema: mailboxSchema,
  identity: recipientNames,
  indexes: [...recipientIndexes, mailboxLogins, databases],

  references: addressReferences,
  // Folders bear the names of databases and the aliases of mailboxes.
  respelled: (mailbox, known, lookup) => ({
    ...mailbox,
    Database: spelledDatabase(mailbox.Database, lookup.find(databases, mailbox.Database)),
    Alias: known !== undefined && isSameName(known.Alias, mailbox.Alias) ? known.Alias : mailbox.Alias,
  }),
  problems: addressProblems,
} as const satisfies Kind<Mailbox>;

/** As it is written, when that spelling is in use; else that of the same name which is. */
function spelledDatabase(name: string, sameName: Iterable<Mailbox>): string {
  let other: string | undefined;
  for (const { Database } of sameName) {
    if (Database === name) return name;
    other ??= Database;
  }
  return other ?? name;
}
