import type { Credential } from '../kinds/credentials/credential.js';
import type { OrganizationObjects } from '../kinds/index.js';
import { loginKey } from '@mailyard/schema';
import type { TextCredential } from './organization-text.js';
import { implied, mergeSection, type Entry } from './section-merge.js';
import type { TextPasswords } from './text-passwords.js';
import { without } from './written.js';

interface CredentialBasis {
  readonly current: OrganizationObjects;
  readonly newGuid: () => string;
  readonly passwords: TextPasswords;
}

/**
 * The credentials that a text names, on top of those that are there once they have followed their mailboxes. A password
 * changes only when one is given that does not fit; a new login without one gets one.
 */
export async function credentialEntries(
  section: readonly TextCredential[] = [],
  following: readonly Credential[],
  { current, newGuid, passwords }: CredentialBasis,
): Promise<readonly Entry[]> {
  const written = section.map((each) => without(each, 'PasswordVariable'));
  const merged = mergeSection('Credentials', written, {
    current: { ...current, Credentials: following },
    newGuid,
  });
  const entries = await Promise.all(
    merged.map(async (entry, at): Promise<Entry> => {
      const known = following.find(({ Guid }) => Guid === entry.known?.Guid);
      const account = section[at] ?? { Login: '' };
      return { ...entry, object: { ...entry.object, ...(await passwords.hashOf(account, known)) } };
    }),
  );
  const logins = new Map(current.Credentials.map(({ Guid, Login }) => [Guid, loginKey(Login)]));
  const named = new Set(entries.map(({ object }) => object.Guid));
  const moved = following.filter(
    ({ Guid, Login }) => !named.has(Guid) && logins.get(Guid) !== loginKey(Login),
  );
  return [...moved.map(implied), ...entries];
}
