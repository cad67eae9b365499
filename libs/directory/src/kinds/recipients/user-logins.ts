import { loginKey } from '@mailyard/schema';

import type { Index, KeptObject } from '../lookup.js';

export interface WithLogin extends KeptObject {
  readonly UserPrincipalName: string;
}

/** Mailboxes and mail users share their logins. */
export const userLogins: Index<WithLogin> = {
  name: 'logins of users',
  texts: ({ UserPrincipalName }) => [UserPrincipalName],
  key: loginKey,
  taken: () => 'UserPrincipalName',
};
