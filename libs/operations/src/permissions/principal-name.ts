import { principalKey, principals, type Organization } from '@mailyard/directory';

import { nearMiss } from '../objects/identity/near-miss.js';
import { ObjectNotFound } from '../objects/identity/object-identity.js';

const wellKnown = Object.values(principals);

/** Written without its authority, as procedures have it: `ANONYMOUS LOGON`. */
const withoutAuthority = new Map(
  wellKnown.map((name) => [name.slice(name.lastIndexOf('\\') + 1).toLowerCase(), name] as const),
);

/** The principal that is meant, as entries name it: a well-known one, or whoever can sign in. */
export function principalNamed(user: string, organization: Organization): string {
  const text = user.trim();
  const key = principalKey(text);
  const known =
    wellKnown.find((name) => principalKey(name) === key) ?? withoutAuthority.get(text.toLowerCase());
  if (known !== undefined) return known;
  if (organization.account(text) !== undefined) return organization.principalName(text);
  const recipient = organization.recipientByName(text);
  if (recipient !== undefined && 'UserPrincipalName' in recipient) return recipient.UserPrincipalName;
  const logins = organization.objects.Credentials.map(({ Login }) => Login);
  const suggestion = nearMiss(text, [...wellKnown, ...logins]);
  throw new ObjectNotFound('principal', text, { suggestion, parameter: 'User' });
}
