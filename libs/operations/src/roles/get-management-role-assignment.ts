import { managementRoleNames } from '@mailyard/directory';
import { isSameName, oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { operation } from '../operation.js';
import { allAssignments, assignmentView, assignmentViewOf } from './assignment-view.js';
import { roleGroupName } from './role-group-members.js';

export const getManagementRoleAssignment = operation({
  name: 'Get-ManagementRoleAssignment',
  summary: 'Lists which role groups have which management roles, and how far these reach.',
  input: z.object({
    role: oneOf(managementRoleNames).optional().describe('Of this role alone.'),
    roleGroup: z.string().optional().describe('Of this role group alone.'),
  }),
  output: z.array(assignmentView).readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Role Management'],
  audit: false,
  run({ role, roleGroup }, { directory: { organization } }) {
    const group = roleGroup === undefined ? undefined : roleGroupName(roleGroup, organization);
    const found = allAssignments(organization).filter(
      (each) =>
        (role === undefined || each.Role === role) &&
        (group === undefined || isSameName(each.RoleGroup, group)),
    );
    return Promise.resolve(found.map(assignmentViewOf));
  },
});
