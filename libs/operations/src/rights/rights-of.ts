import {
  assignmentsOf,
  builtInRoleGroups,
  linkedRoleGroups,
  roleGroupNames,
  rolesOf,
  type Organization,
  type RoleAssignment,
  type RoleGroup,
} from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';
import type { Administrator } from '@mailyard/sign-in';

import type { Right } from './right.js';

/** Whose role groups are asked for. */
export type Member = Pick<Administrator, 'roleGroups' | 'linked'>;

/** What an account is in: by itself, and by groups elsewhere that role groups are linked to. */
export function roleGroupsOf(account: Member, organization: Organization): readonly string[] {
  return [...account.roleGroups, ...linkedRoleGroupsOf(account, organization)];
}

export function linkedRoleGroupsOf({ linked }: Member, { objects }: Organization): readonly string[] {
  return linked === undefined ? [] : linkedRoleGroups(linked.groups, objects.RoleGroups);
}

/** What a member of these role groups may do; a name that no role group has gives nothing. */
export function rightsOf(roleGroups: Iterable<string>, organization: Organization): ReadonlySet<Right> {
  return new Set(groupsNamed(roleGroups, organization).flatMap(rolesOf));
}

/** How far each role reaches that these role groups have. */
export function assignmentsIn(
  roleGroups: Iterable<string>,
  organization: Organization,
): readonly RoleAssignment[] {
  return groupsNamed(roleGroups, organization).flatMap(assignmentsOf);
}

/** The role groups whose members an account may change, by its name or by a role group that it is in. */
export function roleGroupsManagedBy(
  account: Member & Pick<Administrator, 'name'>,
  organization: Organization,
): readonly RoleGroup[] {
  const { RoleGroups } = organization.objects;
  const managed = RoleGroups.filter(({ ManagedBy }) => ManagedBy.length > 0);
  if (managed.length === 0) return [];
  const names = [account.name, ...roleGroupsOf(account, organization)];
  return managed.filter(({ ManagedBy }) =>
    ManagedBy.some((manager) => names.some((name) => isSameName(name, manager))),
  );
}

function groupsNamed(names: Iterable<string>, { indexed }: Organization): readonly RoleGroup[] {
  return Array.from(names).flatMap((name) => Array.from(indexed.find(roleGroupNames, name)));
}

/** The role groups of Exchange whose members have any of these rights, the most powerful first. */
export function roleGroupsWith(rights: readonly Right[]): readonly string[] {
  return builtInRoleGroups
    .filter(({ Roles }) => Roles.some((role) => rights.includes(role)))
    .map(({ Name }) => Name);
}
