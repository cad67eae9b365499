import { guid, nameKey, objectName, oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { identityOf } from '../lookup.js';
import { builtInRoleGroup } from './built-in-role-groups.js';
import { managementRoleNames, type ManagementRole } from './management-role.js';

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
  })
  .readonly();

export type RoleGroup = z.infer<typeof roleGroupSchema>;

export const roleGroupNames = identityOf<RoleGroup>('names of role groups', ['Name'], nameKey);

/** Those of a role group that is built in come from this version, whichever one has stored it. */
export function rolesOf({ Name, Roles }: Pick<RoleGroup, 'Name' | 'Roles'>): readonly ManagementRole[] {
  return builtInRoleGroup(Name)?.Roles ?? Roles;
}
