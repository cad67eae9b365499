import type { Credential } from '../kinds/credentials/credential.js';
import type { OrganizationObjects } from '../kinds/index.js';
import { mailboxSchema } from '../kinds/mailboxes/recipient.js';
import { loginKey } from '@mailyard/schema';

/** Credentials follow their mailboxes, to a new login or out of the organization; others stay. */
export function followingCredentials(
  { Credentials, Mailboxes }: Pick<OrganizationObjects, 'Credentials' | 'Mailboxes'>,
  mailboxesAfter: readonly unknown[],
): readonly Credential[] {
  const before = new Map(Mailboxes.map(({ UserPrincipalName, Guid }) => [loginKey(UserPrincipalName), Guid]));
  const after = new Map(
    mailboxesAfter.flatMap((input) => {
      const { data } = mailboxSchema.safeParse(input);
      return data === undefined ? [] : [[data.Guid, data.UserPrincipalName] as const];
    }),
  );
  return Credentials.flatMap((credential) => {
    const mailbox = before.get(loginKey(credential.Login));
    if (mailbox === undefined) return [credential];
    const Login = after.get(mailbox);
    return Login === undefined ? [] : [{ ...credential, Login }];
  });
}
