import { titleOf, type AccessControlEntry } from '@mailyard/directory';
import { accessControlEntries } from '@mailyard/receive';
import { oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { allExtendedRights, type PermittedObject } from './permitted-object.js';

export const connectorIdentity = z
  .string()
  .min(1)
  .describe(String.raw`Name or Server\Name of a connector, or its Guid.`);

export const orderedPermission = {
  identity: connectorIdentity,
  user: z
    .string()
    .min(1)
    .describe(String.raw`NT AUTHORITY\ANONYMOUS LOGON, or who can sign in.`),
  extendedRights: z.array(oneOf(allExtendedRights)).min(1),
  deny: z.boolean().default(false).describe('Takes the rights away, whoever else gives them.'),
};

export const permissionEntry = z
  .object({
    identity: z.string(),
    user: z.string(),
    deny: z.boolean(),
    extendedRights: z.array(z.string()).readonly(),
    isGroup: z.boolean().describe('It comes of PermissionGroups, not of an entry made by hand.'),
  })
  .readonly();

export type PermissionEntry = z.output<typeof permissionEntry>;

/** Entries of a connector, those of its permission groups first. */
export function permissionEntries({ kind, object }: PermittedObject): readonly PermissionEntry[] {
  const identity = titleOf(kind, object);
  const own: readonly Entry[] = object.AccessControl;
  const given: readonly Entry[] = 'PermissionGroups' in object ? accessControlEntries(object) : own;
  return given.map((entry) => ({
    identity,
    user: entry.User,
    deny: entry.Deny,
    extendedRights: entry.ExtendedRights,
    isGroup: !own.includes(entry),
  }));
}

export type Entry = Pick<AccessControlEntry, 'User' | 'Deny'> & {
  readonly ExtendedRights: readonly string[];
};
