import {
  builtInRoleGroups,
  roleGroupNames,
  rolesOf,
  type Organization,
  type RoleGroup,
} from '@mailyard/directory';

import type { Right } from './right.js';

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
