import { securityGroups } from '../kinds/credentials/credential.js';
import type { OrganizationObjects } from '../kinds/index.js';
import { principalKey, wellKnownPrincipals } from '../kinds/receive-connectors/principal.js';
import type { Problem } from '@mailyard/schema';

/** An entry for nobody would allow nothing, or worse, deny nothing, and nobody would know. */
export function accessControlProblems(objects: OrganizationObjects): readonly Problem[] {
  const known = new Set([...wellKnownPrincipals, ...accountNames(objects).map(principalKey)]);
  return objects.ReceiveConnectors.flatMap(({ AccessControl }, index) =>
    AccessControl.flatMap(({ User }, at) =>
      known.has(principalKey(User))
        ? []
        : [
            {
              path: ['ReceiveConnectors', index, 'AccessControl', at, 'User'],
              reason: `no principal ${User}`,
            },
          ],
    ),
  );
}

function accountNames({ Credentials, Mailboxes }: OrganizationObjects): readonly string[] {
  return [
    ...securityGroups,
    ...Credentials.map(({ Login }) => Login),
    ...Mailboxes.flatMap(({ Name, Alias, UserPrincipalName, EmailAddresses }) => [
      Name,
      Alias,
      UserPrincipalName,
      ...EmailAddresses,
    ]),
  ];
}
