import type { Credential } from '../objects/credential.js';
import type { OrganizationObjects } from '../objects/organization-objects.js';
import { mailboxSchema } from '../objects/recipient.js';
import { loginKey } from '../values/login.js';

/**
 * The credentials of an organization whose text says nothing of them: they follow their mailboxes, to a new login or out
 * of the organization.
 */
export function keptCredentials(
  { Credentials, Mailboxes }: Pick<OrganizationObjects, 'Credentials' | 'Mailboxes'>,
  written: readonly unknown[],
): readonly Credential[] {
  const before = new Map(Mailboxes.map(({ UserPrincipalName, Guid }) => [loginKey(UserPrincipalName), Guid]));
  const after = new Map(
    written.flatMap((input) => {
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
