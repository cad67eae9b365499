import type { Mailbox } from '@mailyard/directory';
import { z } from 'zod';

import { operation } from '../operation.js';

/** A mailbox, and whether its user can sign in with a password. */
export interface ListedMailbox extends Mailbox {
  readonly hasPassword: boolean;
}

export const getMailboxes = operation({
  name: 'Get-Mailbox',
  summary: 'Lists the mailboxes.',
  input: z.object({}),
  right: 'Mail Recipients',
  audit: false,
  run(_, { directory }): Promise<readonly ListedMailbox[]> {
    const { organization } = directory;
    return Promise.resolve(
      organization.mailboxes.map((mailbox) => ({
        ...mailbox,
        hasPassword: organization.account(mailbox.UserPrincipalName)?.credential !== undefined,
      })),
    );
  },
});
