import type { DirectorySource } from '@mailyard/directory';
import type { SecretKeys } from '@mailyard/service';
import { EqualityFilter, OrFilter } from 'ldapts';

import type { LdapConnection } from '../connection/ldap-connection.js';
import { openSource } from '../connection/open-source.js';
import { entryGuid } from '../entries/entry-guid.js';
import { textOf, textsOf, type LdapEntry } from '../entries/ldap-entry.js';
import { provesPassword } from './directory-bind.js';

/** Somebody of a directory, with the groups that they are in. */
export interface DirectoryIdentity {
  readonly provider: string;
  readonly subject: string;
  readonly name: string;
  readonly displayName: string;
  /** Distinguished names, those of groups of groups too. */
  readonly groups: readonly string[];
}

export interface DirectoryLogin {
  readonly name: string;
  readonly password: string;
}

/** What people type: Active Directory's names, and what others have. The first that an entry has is the name of its account. */
const nameAttributes = ['userPrincipalName', 'uid', 'sAMAccountName', 'mail'] as const;
const memberAttributes = ['member', 'uniqueMember'] as const;
/** Groups of groups of groups; circles end, too. */
const nestedMax = 8;
const groupsMax = 2000;

/**
 * Who proves to a directory by a password who they are; undefined: nobody, or somebody whom a name does not name alone. Who
 * reads the directory finds the entry, whose owner is asked for nothing but the password. Throws LdapError.
 */
export async function directoryIdentity(
  source: DirectorySource,
  { name, password }: DirectoryLogin,
  keys: Pick<SecretKeys, 'open'>,
): Promise<DirectoryIdentity | undefined> {
  if (name === '' || password === '' || !source.Enabled) return undefined;
  const reader = await openSource(source, keys);
  try {
    const entry = await entryNamed(name, source, reader);
    const subject = entry && entryGuid(entry);
    if (entry === undefined || subject === undefined) return undefined;
    if (!(await provesPassword({ source, distinguishedName: entry.dn }, password))) return undefined;
    const groups = await groupsOf(entry, source, reader);
    return { provider: source.Guid, subject, groups, ...namesOf(entry, name) };
  } finally {
    reader.close();
  }
}

function namesOf(entry: LdapEntry, typed: string): Pick<DirectoryIdentity, 'name' | 'displayName'> {
  const name = nameAttributes.map((attribute) => textOf(entry, attribute)).find(Boolean) ?? typed;
  return { name, displayName: textOf(entry, 'displayName') ?? textOf(entry, 'cn') ?? name };
}

/** No value is read as syntax (RFC 4515 §3). */
async function entryNamed(
  name: string,
  { BaseDN: base }: DirectorySource,
  reader: LdapConnection,
): Promise<LdapEntry | undefined> {
  const filters = nameAttributes.map((attribute) => new EqualityFilter({ attribute, value: name }));
  const found = await reader.search({
    base,
    scope: 'sub',
    filter: new OrFilter({ filters }),
    attributes: ['objectGUID', 'entryUUID', 'displayName', 'cn', 'memberOf', ...nameAttributes],
  });
  return found.length === 1 ? found[0] : undefined;
}

async function groupsOf(
  entry: LdapEntry,
  { BaseDN: base }: DirectorySource,
  reader: LdapConnection,
): Promise<readonly string[]> {
  const groups = new Set(textsOf(entry, 'memberOf'));
  let members: readonly string[] = [entry.dn, ...groups];
  for (let level = 0; level < nestedMax && members.length > 0 && groups.size < groupsMax; level += 1) {
    const filters = members.flatMap((dn) =>
      memberAttributes.map((attribute) => new EqualityFilter({ attribute, value: dn })),
    );
    // Whose members they are is known when the level below is.
    // eslint-disable-next-line no-await-in-loop
    const found = await reader.search({
      base,
      scope: 'sub',
      filter: new OrFilter({ filters }),
      attributes: ['cn'],
    });
    members = found.map(({ dn }) => dn).filter((dn) => !groups.has(dn));
    for (const dn of members) groups.add(dn);
  }
  return [...groups];
}
