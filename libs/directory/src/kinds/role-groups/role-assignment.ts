import { objectName, oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { builtInRoleGroup } from './built-in-role-groups.js';
import { managementRoleNames, type ManagementRole } from './management-role.js';

const scopeName = (what: string) => objectName.optional().describe(`Name of a management scope: ${what}`);

/** How far an assignment reaches; without any of them as far as the organization does. */
export const writeScopeParameters = {
  CustomRecipientWriteScope: scopeName('recipients beyond it are not changed by this assignment.'),
  CustomConfigWriteScope: scopeName(
    'servers beyond it, and what is no server’s, are not changed by this assignment.',
  ),
  ExclusiveRecipientWriteScope: scopeName('an exclusive one, whose recipients this assignment alone is for.'),
  ExclusiveConfigWriteScope: scopeName('an exclusive one, whose servers this assignment alone is for.'),
};

export type WriteScopeParameter = keyof typeof writeScopeParameters;
export const writeScopeNames = Object.keys(writeScopeParameters) as readonly WriteScopeParameter[];

/** What a role group has of a role, where that is not simply all of it. */
export const assignmentSchema = z
  .strictObject({
    Name: objectName.optional().describe('Default: the role and the role group.'),
    Role: oneOf(managementRoleNames).describe('One of Roles.'),
    ...writeScopeParameters,
  })
  .readonly();

export type Assignment = z.infer<typeof assignmentSchema>;

/** That a role group has a role, and how far it reaches. */
export interface RoleAssignment extends Assignment {
  /** As Exchange calls those that it makes: `Receive Connectors-Server Management`. */
  readonly Name: string;
  readonly RoleGroup: string;
}

interface AssignedRoles {
  readonly Name: string;
  readonly Roles: readonly ManagementRole[];
  readonly Assignments: readonly Assignment[];
}

/** In the order of the roles; those of a role group that is built in come from this version. */
export function assignmentsOf({
  Name: RoleGroup,
  Roles,
  Assignments,
}: AssignedRoles): readonly RoleAssignment[] {
  const roles = builtInRoleGroup(RoleGroup)?.Roles ?? Roles;
  return roles.flatMap((Role) => {
    const said = Assignments.filter((each) => each.Role === Role);
    const all: readonly Assignment[] = said.length === 0 ? [{ Role }] : said;
    const usual = (at: number): string => `${Role}-${RoleGroup}${at === 0 ? '' : `-${at}`}`;
    return all.map((each, at) => ({ ...each, Name: each.Name ?? usual(at), RoleGroup }));
  });
}

/** What a role group says that has these assignments: of a role that it has as a whole, by that alone, nothing. */
export function assignedRoles(all: readonly RoleAssignment[]): Pick<AssignedRoles, 'Roles' | 'Assignments'> {
  const byRole = Map.groupBy(all, ({ Role }) => Role);
  const Assignments = Array.from(byRole.values()).flatMap((same) =>
    same.length === 1 && same.every(isUsual) ? [] : same.map(({ RoleGroup: _group, ...each }) => each),
  );
  return { Roles: Array.from(byRole.keys()), Assignments };
}

function isUsual(assignment: RoleAssignment): boolean {
  const { Name, Role, RoleGroup } = assignment;
  return Name === `${Role}-${RoleGroup}` && !isScoped(assignment);
}

/** Whether it reaches less far than the organization. */
export function isScoped(assignment: Assignment): boolean {
  return writeScopeNames.some((name) => assignment[name] !== undefined);
}
