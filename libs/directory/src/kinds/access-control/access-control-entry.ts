import { listOf, oneOf } from '@mailyard/schema';
import { z } from 'zod';

/** Entries of an access control list over the rights that a sort of connectors knows. */
export function accessControlList<const T extends readonly [string, ...string[]]>(rights: T) {
  const entry = z
    .strictObject({
      User: z.string().min(1).describe('Principal, for example NT AUTHORITY\\ANONYMOUS LOGON.'),
      ExtendedRights: listOf(oneOf(rights)).describe('Rights that the entry allows or denies.'),
      Deny: z.boolean().default(false).describe('Takes the rights away, whoever else gives them.'),
    })
    .readonly();
  return z.array(entry).readonly().default([]);
}
