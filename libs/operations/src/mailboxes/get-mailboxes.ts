import { mailboxSchema } from '@mailyard/directory';
import { z } from 'zod';

import { operation } from '../operation.js';

const listedMailbox = z.intersection(
  mailboxSchema,
  z.object({ hasPassword: z.boolean().describe('Whether its user can sign in with a password.') }).readonly(),
);

export const getMailboxes = operation({
  name: 'Get-Mailbox',
  summary: 'Lists the mailboxes.',
  input: z.object({}),
  output: z.array(listedMailbox).readonly(),
  right: 'Mail Recipients',
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
