import { z } from 'zod';

import { changedObject, changeOptions } from '../objects/object-change.js';
import { operation } from '../operation.js';
import { assignmentNamed } from './assignment-view.js';
import { changeAssignments } from './change-role-assignments.js';
import { assignmentIdentity } from './set-management-role-assignment.js';

export const removeManagementRoleAssignment = operation({
  name: 'Remove-ManagementRoleAssignment',
  summary: 'Takes a role from a role group, or one of the ways in which it has it.',
  input: z.object({ identity: assignmentIdentity, ...changeOptions }),
  output: changedObject,
  right: 'Role Management',
  audit: true,
  changes: 'objects',
  modified: ({ changes }) => changes,
  run: ({ identity, ...options }, context) => {
    const { Name, RoleGroup } = assignmentNamed(identity, context.directory.organization);
    const change = { groupOf: () => RoleGroup, ...options };
    return changeAssignments(
      { ...change, change: (known) => known.filter((each) => each.Name !== Name) },
      context,
    );
  },
});
