import { isSameName, nameKey } from '@mailyard/schema';

import type { Kind } from '../kind.js';
import type { Index } from '../lookup.js';
import { foundAsRecipient } from '../recipients/recipient-indexes.js';
import { recipientProblems, recipientReferences } from '../recipients/recipient-references.js';
import { userLogins } from '../recipients/user-logins.js';
import { mailboxParameters, mailboxSchema, type Mailbox } from './mailbox.js';
import { recipientForm } from '../recipients/recipient-form.js';

const databases: Index<Mailbox> = {
  name: 'mailbox databases',
  texts: ({ Database }) => [Database],
  key: nameKey,
};

export const mailboxes = {
  noun: 'Mailbox',
  organizationOnly: true,
  schema: mailboxSchema,
  parameters: mailboxParameters,
  ...foundAsRecipient<Mailbox>(userLogins, databases),
  form: recipientForm,
  text: { introduction: 'A list of mailboxes.' },

  references: (mailbox: Mailbox) => recipientReferences(mailbox),
  // Folders bear the names of databases and the aliases of mailboxes.
  respelled: (mailbox, known, lookup) => ({
    ...mailbox,
    Database: spelledDatabase(mailbox.Database, lookup.find(databases, mailbox.Database)),
    Alias: known !== undefined && isSameName(known.Alias, mailbox.Alias) ? known.Alias : mailbox.Alias,
  }),
  problems: (mailbox: Mailbox, lookup) => recipientProblems(mailbox, lookup),
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
