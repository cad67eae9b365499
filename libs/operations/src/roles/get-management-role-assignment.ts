import { managementRoleNames } from '@mailyard/directory';
import { isSameName, oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { objectNamed } from '../objects/identity/object-identity.js';
import { operation } from '../operation.js';
import { assignmentsOf } from './role-assignments.js';

export const getManagementRoleAssignment = operation({
  name: 'Get-ManagementRoleAssignment',
  summary: 'Lists which role groups have which management roles.',
  input: z.object({
    role: oneOf(managementRoleNames).optional().describe('Of this role alone.'),
    roleGroup: z.string().optional().describe('Of this role group alone.'),
  }),
  output: z
    .array(z.object({ name: z.string(), role: z.string(), roleGroup: z.string() }).readonly())
    .readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Role Management'],
  audit: false,
  run({ role, roleGroup }, { directory: { organization } }) {
    const named = roleGroup === undefined ? undefined : objectNamed('RoleGroups', roleGroup, organization);
    const group = named !== undefined && 'Name' in named ? named.Name : undefined;
    const found = assignmentsOf(organization).filter(
      (each) =>
        (role === undefined || each.role === role) &&
        (group === undefined || isSameName(each.roleGroup, group)),
    );
    return Promise.resolve(found);
  },
});
