import { managementRoleNames } from '@mailyard/directory';
import { isSameName, oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { changedObject, changeOptions } from '../objects/object-change.js';
import { operation } from '../operation.js';
import { saidScopes } from './assignment-view.js';
import { changeAssignments, withScopes } from './change-role-assignments.js';
import { roleGroupIdentity } from './role-group-members.js';

export const newManagementRoleAssignment = operation({
  name: 'New-ManagementRoleAssignment',
  summary: 'Gives a role group a role, as far as management scopes reach.',
  input: z.object({
    name: z.string().min(1).max(64).optional().describe('Default: the role and the role group.'),
    role: oneOf(managementRoleNames),
    roleGroup: roleGroupIdentity,
    ...saidScopes,
    ...changeOptions,
  }),
  output: z
    .object({ ...changedObject.unwrap().shape, assignment: z.string().describe('Its name.') })
    .readonly(),
  right: 'Role Management',
  audit: true,
  changes: 'objects',
  modified: ({ changes }) => changes,
  async run({ name, role: Role, roleGroup, ifRevision, validateOnly, force, ...scopes }, context) {
    let assignment = '';
    const changed = await changeAssignments(
      {
        ifRevision,
        validateOnly,
        force,
        groupOf: () => roleGroup,
        change(known, RoleGroup) {
          const taken = known.map(({ Name }) => Name);
          assignment = name ?? freeName(`${Role}-${RoleGroup}`, taken);
          return [...known, withScopes({ Name: assignment, Role, RoleGroup }, scopes)];
        },
      },
      context,
    );
    return { ...changed, assignment };
  },
});

/** `Mail Recipients-Help Desk-1`, as Exchange numbers them. */
function freeName(usual: string, taken: readonly string[]): string {
  for (let number = 0; ; number += 1) {
    const name = number === 0 ? usual : `${usual}-${number}`;
    if (!taken.some((each) => isSameName(each, name))) return name;
  }
}
