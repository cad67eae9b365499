import {
  builtInRoleGroups,
  linkedRoleGroups,
  roleGroupNames,
  rolesOf,
  type Organization,
  type RoleGroup,
} from '@mailyard/directory';
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

function groupsNamed(names: Iterable<string>, { indexed }: Organization): readonly RoleGroup[] {
  return Array.from(names).flatMap((name) => Array.from(indexed.find(roleGroupNames, name)));
}

/** The role groups of Exchange whose members have any of these rights, the most powerful first. */
export function roleGroupsWith(rights: readonly Right[]): readonly string[] {
  return builtInRoleGroups
    .filter(({ Roles }) => Roles.some((role) => rights.includes(role)))
    .map(({ Name }) => Name);
}
