import { mailboxSchema, type Mailbox } from '@mailyard/directory';
import { loginKey } from '@mailyard/schema';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { objectNamed } from '../objects/identity/object-identity.js';
import { operation } from '../operation.js';

const statistics = z
  .object({
    identity: z.string(),
    guid: z.string(),
    displayName: z.string(),
    database: z.string(),
    lastLogonTime: z
      .number()
      .optional()
      .describe(
        'Milliseconds since the epoch, to the minute: its user signed in to send mail. Absent: never.',
      ),
    itemCount: z.int().optional().describe('Messages in it; of a mailbox that was named.'),
    totalItemSize: z.int().optional().describe('Octets of all of them.'),
    sizeUnknown: z.string().optional().describe('Why nobody can tell how large it is.'),
  })
  .readonly();

type Statistics = z.output<typeof statistics>;

export const getMailboxStatistics = operation({
  name: 'Get-MailboxStatistics',
  summary:
    'Tells who signed in when to send mail, and of one mailbox how large it is: its Mailbox Delivery looks at the disk.',
  input: z.object({
    identity: z.string().min(1).max(1024).optional().describe('Name, alias, address or Guid; default: all.'),
  }),
  output: z.array(statistics).readonly(),
  right: 'View-Only Recipients',
  alsoBy: ['Mail Recipients'],
  audit: false,
  async run({ identity }, context) {
    const { organization } = context.directory;
    const lastLogons = await context.lastSignIns.mail.all();
    if (identity === undefined) return organization.mailboxes.map((each) => seen(each, lastLogons));
    const mailbox = mailboxSchema.parse(objectNamed('Mailboxes', identity, organization));
    return [{ ...seen(mailbox, lastLogons), ...(await sizeOf(mailbox, context)) }];
  },
});

function seen(mailbox: Mailbox, lastLogons: ReadonlyMap<string, number>): Statistics {
  const { Name: identity, Guid: guid, DisplayName: displayName, Database: database } = mailbox;
  const lastLogonTime = lastLogons.get(loginKey(mailbox.UserPrincipalName));
  return { identity, guid, displayName, database, ...(lastLogonTime !== undefined && { lastLogonTime }) };
}

async function sizeOf(
  { Database: database, Alias: name }: Mailbox,
  { directory, server, mailboxSize }: OperationContext,
): Promise<Pick<Statistics, 'itemCount' | 'totalItemSize' | 'sizeUnknown'>> {
  const at = directory.organization.databaseServer(database) ?? server.name;
  const size = await mailboxSize(at, { database, name });
  if ('unknown' in size) return { sizeUnknown: size.unknown };
  return { itemCount: size.items, totalItemSize: size.bytes };
}
