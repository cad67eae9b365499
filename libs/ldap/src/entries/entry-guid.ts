import { z } from 'zod';

import { octetsOf, textOf, type LdapEntry } from './ldap-entry.js';

const uuid = z.guid();

/**
 * What stays the same of an entry whatever it is called and wherever it moves: objectGUID of Active Directory, entryUUID of
 * others (RFC 4530). It becomes the Guid here.
 */
export function entryGuid(entry: LdapEntry): string | undefined {
  const octets = octetsOf(entry, 'objectGUID');
  if (octets !== undefined) return octets.length === 16 ? objectGuidText(octets) : undefined;
  const text = textOf(entry, 'entryUUID')?.toLowerCase();
  return uuid.safeParse(text).success ? text : undefined;
}

/** MS-DTYP §2.3.4: the first three fields have their octets the other way round. */
function objectGuidText(octets: Buffer): string {
  const turned = [octets.subarray(0, 4), octets.subarray(4, 6), octets.subarray(6, 8)];
  const fields = [
    ...turned.map((field) => Buffer.from(field).reverse()),
    octets.subarray(8, 10),
    octets.subarray(10),
  ];
  return fields.map((field) => field.toString('hex')).join('-');
}
