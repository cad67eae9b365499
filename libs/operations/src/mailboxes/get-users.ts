import { mailboxSchema } from '@mailyard/directory';
import { z } from 'zod';

import { operation } from '../operation.js';

const listedMailbox = z.intersection(
  mailboxSchema,
  z.object({ hasPassword: z.boolean().describe('Whether its user can sign in with a password.') }).readonly(),
);

export const getUsers = operation({
  name: 'Get-User',
  summary: 'Lists whose mailboxes there are, and who of them can sign in.',
  input: z.object({}),
  output: z.array(listedMailbox).readonly(),
  right: 'View-Only Recipients',
  alsoBy: ['Mail Recipients'],
  audit: false,
  run(_, { directory }) {
    const { organization } = directory;
    return Promise.resolve(
      organization.mailboxes.map((mailbox) => ({
        ...mailbox,
        hasPassword: organization.account(mailbox.UserPrincipalName)?.credential !== undefined,
      })),
    );
  },
});
