import type { Kind, ObjectProblem } from '../kind.js';
import { serverNames } from '../servers/server.js';
import { mailboxDatabaseNames, mailboxDatabaseSchema, type MailboxDatabase } from './mailbox-database.js';

export const mailboxDatabases = {
  noun: 'MailboxDatabase',
  organizationOnly: true,
  schema: mailboxDatabaseSchema,
  identity: mailboxDatabaseNames,
  indexes: [mailboxDatabaseNames],
  text: {
    introduction:
      'Where mailbox databases are, in an organization of several servers. One that is not listed is at every server.',
  },

  references: ({ Server }: MailboxDatabase) => [{ index: serverNames, text: Server }],
  respelled: (database, _, lookup) => {
    const [server] = lookup.find(serverNames, database.Server);
    return server === undefined ? database : { ...database, Server: server.Name };
  },

  *problems({ Server }, lookup): Iterable<ObjectProblem> {
    if (!lookup.has(serverNames, Server)) yield { path: ['Server'], reason: `no server ${Server}` };
  },
} as const satisfies Kind<MailboxDatabase>;
