import {
  assignedRoles,
  assignmentsOf,
  planObject,
  writeScopeNames,
  type Organization,
  type RoleAssignment,
  type RoleGroup,
} from '@mailyard/directory';

import type { OperationContext } from '../context.js';
import { objectNamed } from '../objects/identity/object-identity.js';
import { changeObject, placeOf, type ChangedObject } from '../objects/object-change.js';

interface AssignmentChange {
  readonly ifRevision?: number | undefined;
  readonly validateOnly: boolean;
  readonly force: boolean;
  readonly groupOf: (organization: Organization) => string;
  readonly change: (assignments: readonly RoleAssignment[], group: string) => readonly RoleAssignment[];
}

/** Assignments are a part of their role group. */
export function changeAssignments(
  { groupOf, change, ...options }: AssignmentChange,
  context: OperationContext,
): Promise<ChangedObject> {
  const plan = async (organization: Organization) => {
    const group = objectNamed('RoleGroups', groupOf(organization), organization) as RoleGroup;
    const written = { Guid: group.Guid, ...assignedRoles(change(assignmentsOf(group), group.Name)) };
    return { plan: await planObject({ kind: 'RoleGroups', written, ...placeOf(context) }, organization) };
  };
  return changeObject('RoleGroups', { ...options, plan }, context);
}

type SaidScopes = Readonly<Partial<Record<(typeof writeScopeNames)[number], string | null | undefined>>>;

/** What is said takes the place of what the assignment has; null takes it away. */
export function withScopes(assignment: RoleAssignment, said: SaidScopes): RoleAssignment {
  const entries = writeScopeNames.flatMap((name) => {
    const scope = said[name] === undefined ? assignment[name] : said[name];
    return scope === undefined || scope === null ? [] : [[name, scope] as const];
  });
  const { Name, Role, RoleGroup } = assignment;
  return { Name, Role, RoleGroup, ...Object.fromEntries(entries) };
}
