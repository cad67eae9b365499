import { isDeepStrictEqual } from 'node:util';

import type { Kind, ObjectProblem } from '../kind.js';
import { builtInRoleGroup, builtInRoleGroups } from './built-in-role-groups.js';
import { roleGroupNames, roleGroupSchema, type RoleGroup } from './role-group.js';

export const roleGroups = {
  noun: 'RoleGroup',
  schema: roleGroupSchema,
  identity: roleGroupNames,
  indexes: [roleGroupNames],
  // Accounts name it.
  fixed: [{ parameter: 'Name', object: 'role group' }],
  builtIn: builtInRoleGroups,
  text: {
    introduction:
      'Who may do what, see [rights](rights.md). Exchange’s six are built in; another one has the roles that it is given.',
  },

  *problems({ Name, Roles }): Iterable<ObjectProblem> {
    const builtIn = builtInRoleGroup(Name);
    if (builtIn === undefined || isDeepStrictEqual(Roles.toSorted(), builtIn.Roles.toSorted())) return;
    yield {
      path: ['Roles'],
      reason: `cannot be changed: ${builtIn.Name} is built in`,
      cure: 'Make a role group with the roles that are wanted: New-RoleGroup -Roles.',
    };
  },
} as const satisfies Kind<RoleGroup>;
