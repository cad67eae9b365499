import { guid, nameKey, objectName } from '@mailyard/schema';
import { z } from 'zod';

import { identityOf } from '../lookup.js';

export const mailboxDatabaseSchema = z
  .strictObject({
    Guid: guid,
    Name: objectName.describe('Mailbox database; a folder below mailboxes/.'),
    Server: objectName.describe(
      'Server whose Mailbox Delivery has it; other servers pass its mail on to the hubs of that one.',
    ),
  })
  .readonly();

export type MailboxDatabase = z.infer<typeof mailboxDatabaseSchema>;

export const mailboxDatabaseNames = identityOf<MailboxDatabase>(
  'names of mailbox databases',
  ['Name'],
  nameKey,
);
