import { credentialLogins, securityGroups } from '../credentials/credential.js';
import type { Lookup, Reference } from '../lookup.js';
import { mailboxLogins } from '../mailboxes/mailbox.js';
import { recipientAddresses, recipientAliases, recipientNames } from '../recipients/recipient-indexes.js';
import { principalKey, wellKnownPrincipals } from './principal.js';

const wellKnown: ReadonlySet<string> = new Set([...wellKnownPrincipals, ...securityGroups.map(principalKey)]);

/** Whether an access control entry's user is somebody: a well-known principal, or whoever can sign in. */
export function isPrincipal(user: string, lookup: Lookup): boolean {
  const text = principalKey(user);
  if (wellKnown.has(text)) return true;
  if (lookup.has(credentialLogins, text) || lookup.has(mailboxLogins, text)) return true;
  // A group is nobody's account.
  return [recipientNames, recipientAliases, recipientAddresses].some((index) =>
    [...lookup.find(index, text)].some((recipient) => 'UserPrincipalName' in recipient),
  );
}

export function referencesToPrincipal(user: string): readonly Reference[] {
  const text = principalKey(user);
  if (wellKnown.has(text)) return [];
  const indexes = [credentialLogins, mailboxLogins, recipientNames, recipientAliases, recipientAddresses];
  return indexes.map((index) => ({ index, text }));
}
