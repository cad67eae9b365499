import {
  assignmentsOf,
  writeScopeNames,
  writeScopeParameters,
  type Organization,
  type RoleAssignment,
} from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';
import { z } from 'zod';

import { nearMiss } from '../objects/identity/near-miss.js';
import { ObjectNotFound } from '../objects/identity/object-identity.js';
import { OperationError } from '../operation.js';

/** That a role group has a role, and how far it reaches. */
export const assignmentView = z
  .object({
    name: z.string(),
    role: z.string(),
    roleGroup: z.string(),
    scopes: z
      .partialRecord(z.enum(writeScopeNames), z.string())
      .readonly()
      .describe(
        'Management scopes beyond which it changes nothing; none: it reaches all of the organization.',
      ),
  })
  .readonly();

export type AssignmentView = z.output<typeof assignmentView>;

export function assignmentViewOf({ Name, Role, RoleGroup, ...said }: RoleAssignment): AssignmentView {
  const scopes = Object.fromEntries(
    writeScopeNames.flatMap((name) => (said[name] ? [[name, said[name]]] : [])),
  );
  return { name: Name, role: Role, roleGroup: RoleGroup, scopes };
}

/** By role group, in the order of the roles. */
export function allAssignments({ objects }: Pick<Organization, 'objects'>): readonly RoleAssignment[] {
  return objects.RoleGroups.flatMap(assignmentsOf);
}

/** The assignment of that name; custom names of two role groups may be the same. */
export function assignmentNamed(name: string, organization: Organization): RoleAssignment {
  const all = allAssignments(organization);
  const [found, other] = all.filter(({ Name }) => isSameName(Name, name));
  if (found === undefined) {
    const names = all.map(({ Name }) => Name);
    throw new ObjectNotFound('ManagementRoleAssignment', name, { suggestion: nearMiss(name, names) });
  }
  if (other === undefined) return found;
  throw new OperationError(
    `${name} is the name of an assignment of ${found.RoleGroup} and of ${other.RoleGroup}`,
  );
}

/** Scopes as an order says them; null: none. */
export const saidScopes = Object.fromEntries(
  writeScopeNames.map((name) => [
    name,
    z
      .string()
      .nullable()
      .optional()
      .describe(writeScopeParameters[name].description ?? ''),
  ]),
) as Readonly<Record<(typeof writeScopeNames)[number], z.ZodOptional<z.ZodNullable<z.ZodString>>>>;
