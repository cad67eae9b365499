import { guid, listOf, nameKey, objectName, oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { identityOf } from '../lookup.js';
import { builtInRoleGroup } from './built-in-role-groups.js';
import { managementRoleNames, type ManagementRole } from './management-role.js';
import { assignmentSchema } from './role-assignment.js';

export const roleGroupSchema = z
  .strictObject({
    Guid: guid,
    Name: objectName,
    Description: z.string().trim().max(1024).default('').describe('For whoever reads the list.'),
    Roles: z
      .array(oneOf(managementRoleNames))
      .readonly()
      .refine((roles) => new Set(roles).size === roles.length, 'must not name a role twice')
      .default([])
      .describe(
        'Management roles: what its members may do. Of a role group that is built in they cannot be changed.',
      ),
    Assignments: z
      .array(assignmentSchema)
      .max(200)
      .readonly()
      .default([])
      .describe(
        'How far its members reach by a role, for the roles by which they do not reach everything; a role may be there several times, and reaches as far as all of them together. See [scopes](rights.md#scopes).',
      ),
    ManagedBy: listOf(z.string().trim().min(1).max(256))
      .default([])
      .describe(
        'Who may say who is in it, beside those who have the role Role Management: accounts of the admin centre, or role groups.',
      ),
    LinkedForeignGroup: z
      .preprocess(
        // A distinguished name has commas.
        (value) => (typeof value === 'string' ? [value] : value),
        z.array(z.string().trim().min(1).max(1024)).max(100).readonly(),
      )
      .default([])
      .describe(
        'Groups elsewhere whose members are members here: what the OpenID provider calls a group, or its distinguished name in a directory by which [administrators sign in](administrators.md#accounts-of-others).',
      ),
  })
  .readonly();

export type RoleGroup = z.infer<typeof roleGroupSchema>;

export const roleGroupNames = identityOf<RoleGroup>('names of role groups', ['Name'], nameKey);

/** The role groups whose members the members of these groups are, which are elsewhere. */
export function linkedRoleGroups(
  foreignGroups: readonly string[],
  roleGroups: readonly RoleGroup[],
): readonly string[] {
  const known = new Set(foreignGroups.map(foreignGroupKey));
  return roleGroups
    .filter(({ LinkedForeignGroup: linked }) => linked.some((group) => known.has(foreignGroupKey(group))))
    .map(({ Name }) => Name);
}

/** Distinguished names are written in many ways. Beyond ASCII nothing is taken for the same: that would be a way in. */
function foreignGroupKey(group: string): string {
  const letters = group.trim().replaceAll(/\s*,\s*/g, ',');
  return letters.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Those of a role group that is built in come from this version, whichever one has stored it. */
export function rolesOf({ Name, Roles }: Pick<RoleGroup, 'Name' | 'Roles'>): readonly ManagementRole[] {
  return builtInRoleGroup(Name)?.Roles ?? Roles;
}
