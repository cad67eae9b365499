import { credentialLogins, securityGroups } from '../credentials/credential.js';
import type { ObjectProblem } from '../kind.js';
import type { Lookup, Reference } from '../lookup.js';
import { recipientAddresses, recipientAliases, recipientNames } from '../recipients/recipient-indexes.js';
import { userLogins } from '../recipients/user-logins.js';
import { principalKey, wellKnownPrincipals } from './principal.js';

const wellKnown: ReadonlySet<string> = new Set([...wellKnownPrincipals, ...securityGroups.map(principalKey)]);

/** Whether an access control entry's user is somebody: a well-known principal, or whoever can sign in. */
function isPrincipal(user: string, lookup: Lookup): boolean {
  const text = principalKey(user);
  if (wellKnown.has(text)) return true;
  if (lookup.has(credentialLogins, text) || lookup.has(userLogins, text)) return true;
  // A group is nobody's account.
  return [recipientNames, recipientAliases, recipientAddresses].some((index) =>
    [...lookup.find(index, text)].some((recipient) => 'UserPrincipalName' in recipient),
  );
}

/** An entry for nobody would allow nothing, or worse, deny nothing, and nobody would know. */
export function* accessControlProblems(
  entries: readonly { readonly User: string }[],
  lookup: Lookup,
): Iterable<ObjectProblem> {
  for (const [at, { User }] of entries.entries()) {
    if (isPrincipal(User, lookup)) continue;
    yield { path: ['AccessControl', at, 'User'], reason: `no principal ${User}` };
  }
}

export function* accessControlReferences(entries: readonly { readonly User: string }[]): Iterable<Reference> {
  for (const { User } of entries) yield* referencesToPrincipal(User);
}

function referencesToPrincipal(user: string): readonly Reference[] {
  const text = principalKey(user);
  if (wellKnown.has(text)) return [];
  const indexes = [credentialLogins, userLogins, recipientNames, recipientAliases, recipientAddresses];
  return indexes.map((index) => ({ index, text }));
}
