import { z } from 'zod';

import { changedObject, changeOptions } from '../objects/object-change.js';
import { operation } from '../operation.js';
import { assignmentNamed, saidScopes } from './assignment-view.js';
import { changeAssignments, withScopes } from './change-role-assignments.js';

export const assignmentIdentity = z.string().min(1).max(256).describe('Name of an assignment.');

export const setManagementRoleAssignment = operation({
  name: 'Set-ManagementRoleAssignment',
  summary: 'Changes how far a role of a role group reaches.',
  input: z.object({ identity: assignmentIdentity, ...saidScopes, ...changeOptions }),
  output: changedObject,
  right: 'Role Management',
  audit: true,
  changes: 'objects',
  modified: ({ changes }) => changes,
  run: ({ identity, ifRevision, validateOnly, force, ...scopes }, context) => {
    const { Name, RoleGroup } = assignmentNamed(identity, context.directory.organization);
    return changeAssignments(
      {
        ifRevision,
        validateOnly,
        force,
        groupOf: () => RoleGroup,
        change: (known) => known.map((each) => (each.Name === Name ? withScopes(each, scopes) : each)),
      },
      context,
    );
  },
});
