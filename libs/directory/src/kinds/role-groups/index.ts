import { isDeepStrictEqual } from 'node:util';

import type { Kind, ObjectProblem } from '../kind.js';
import type { Lookup } from '../lookup.js';
import { managementScopeNames, scopeRestrictionType } from '../management-scopes/management-scope.js';
import { builtInRoleGroup, builtInRoleGroups } from './built-in-role-groups.js';
import { assignmentsOf, isScoped, writeScopeNames, type Assignment } from './role-assignment.js';
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

  references: ({ Assignments }: RoleGroup) =>
    Assignments.flatMap((assignment) =>
      writeScopeNames.flatMap((name) => {
        const text = assignment[name];
        return text === undefined ? [] : [{ index: managementScopeNames, text }];
      }),
    ),

  *problems(group, lookup): Iterable<ObjectProblem> {
    yield* builtInProblems(group);
    yield* nameProblems(group);
    for (const [at, assignment] of group.Assignments.entries()) {
      for (const problem of assignmentProblems(assignment, group, lookup)) {
        yield { ...problem, path: ['Assignments', at, ...problem.path] };
      }
    }
  },
} as const satisfies Kind<RoleGroup>;

function* builtInProblems({ Name, Roles, Assignments }: RoleGroup): Iterable<ObjectProblem> {
  const builtIn = builtInRoleGroup(Name);
  if (builtIn === undefined) return;
  const hasItsRoles = isDeepStrictEqual(Roles.toSorted(), builtIn.Roles.toSorted());
  if (hasItsRoles && Assignments.length === 0) return;
  yield {
    path: [hasItsRoles ? 'Assignments' : 'Roles'],
    reason: `cannot be changed: ${builtIn.Name} is built in`,
    cure: 'Make a role group with the roles that are wanted: New-RoleGroup -Roles.',
  };
}

/** An assignment is found by its name. */
function* nameProblems(group: RoleGroup): Iterable<ObjectProblem> {
  const names = assignmentsOf(group).map(({ Name }) => Name.toLowerCase());
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) yield { path: ['Assignments'], reason: `two have the name ${twice}` };
}

function* assignmentProblems(
  assignment: Assignment,
  { Roles }: RoleGroup,
  lookup: Lookup,
): Iterable<ObjectProblem> {
  const { Role } = assignment;
  if (!Roles.includes(Role)) {
    const cure = 'Remove-ManagementRoleAssignment takes the role away with its assignments.';
    yield { path: ['Role'], reason: `${Role} is none of Roles`, cure };
  }
  if (Role === 'Role Management' && isScoped(assignment)) {
    // Whoever says who may do what reaches everything by that.
    const cure = 'Leave the role out: ManagedBy says who may change the members of a role group.';
    yield {
      path: ['Role'],
      reason: `${Role} has no scope: its holders could give themselves any other`,
      cure,
    };
  }
  for (const kind of ['Recipient', 'Config'] as const) {
    if (assignment[`Custom${kind}WriteScope`] === undefined) continue;
    const other = `Exclusive${kind}WriteScope` as const;
    if (assignment[other] !== undefined) yield { path: [other], reason: `not with Custom${kind}WriteScope` };
  }
  for (const name of writeScopeNames) yield* scopeProblems(name, assignment, lookup);
}

function* scopeProblems(
  parameter: (typeof writeScopeNames)[number],
  assignment: Assignment,
  lookup: Lookup,
): Iterable<ObjectProblem> {
  const named = assignment[parameter];
  if (named === undefined) return;
  const [scope] = lookup.find(managementScopeNames, named);
  if (scope === undefined) {
    yield { path: [parameter], reason: `no management scope ${named}` };
    return;
  }
  const type = scopeRestrictionType(scope);
  const isOfRecipients = parameter.includes('Recipient');
  if (isOfRecipients !== (type === 'RecipientScope')) {
    yield { path: [parameter], reason: `${scope.Name} is a ${type}` };
  }
  const isExclusive = parameter.startsWith('Exclusive');
  if (isExclusive === scope.Exclusive) return;
  const word = isExclusive ? 'not exclusive' : 'exclusive';
  yield { path: [parameter], reason: `${scope.Name} is ${word}: ${otherParameter(parameter)} names it` };
}

function otherParameter(parameter: string): string {
  return parameter.startsWith('Custom')
    ? parameter.replace('Custom', 'Exclusive')
    : parameter.replace('Exclusive', 'Custom');
}
