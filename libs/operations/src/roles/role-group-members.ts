import { nameOf, type ManagementRole, type Organization } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';
import type { Administrator } from '@mailyard/sign-in';
import { z } from 'zod';

import type { Caller } from '../caller.js';
import type { OperationContext } from '../context.js';
import { nearMiss } from '../objects/identity/near-miss.js';
import { ObjectNotFound, objectNamed } from '../objects/identity/object-identity.js';
import { OperationError, OperationRightError } from '../operation.js';
import { roleGroupsManagedBy } from '../rights/rights-of.js';

export const roleGroupIdentity = z.string().min(1).describe('Name or Guid of a role group.');

/** As the directory spells it. */
export function roleGroupName(identity: string, organization: Organization): string {
  return nameOf('RoleGroups', objectNamed('RoleGroups', identity, organization));
}

interface Asking {
  readonly caller: Caller;
  readonly organization: Organization;
}

/** Who manages a role group needs no role for it, and has none for others. */
export function requireManager(
  group: string,
  rights: readonly ManagementRole[],
  { caller, organization }: Asking,
): void {
  if (rights.some((right) => caller.rights.has(right))) return;
  const account = caller.signedIn?.account;
  const managed = account === undefined ? [] : roleGroupsManagedBy(account, organization);
  if (managed.some(({ Name }) => Name === group)) return;
  throw new OperationRightError(`${caller.name} does not manage the role group ${group}`, rights);
}

/** Refuses managers that there are not. */
export async function requireManagers(
  said: unknown,
  { administrators, directory }: Pick<OperationContext, 'administrators' | 'directory'>,
): Promise<void> {
  const names = namesIn(said);
  if (names.length === 0) return;
  const accounts = (await administrators.list()).map(({ name }) => name);
  const known = [...accounts, ...directory.organization.objects.RoleGroups.map(({ Name }) => Name)];
  const unknown = names.find((name) => !known.some((each) => isSameName(each, name)));
  if (unknown === undefined) return;
  const suggestion = nearMiss(unknown, known);
  throw new ObjectNotFound('administrator or role group', unknown, { suggestion, parameter: 'ManagedBy' });
}

/** Whoever makes another role group of that name would not think of those who were in the former one. */
export async function requireNoMembers(
  identity: string,
  { administrators, directory: { organization } }: Pick<OperationContext, 'administrators' | 'directory'>,
): Promise<void> {
  const group = roleGroupName(identity, organization);
  const members = (await administrators.list()).filter((account) => isMember(account, group));
  if (members.length > 0) {
    const names = members.map(({ name }) => name).join(', ');
    throw new OperationError(`${group} has members: ${names}; take them out first (Remove-RoleGroupMember)`);
  }
  requireNoManager(group, organization);
}

/** Nor of what the former one managed. */
export function requireNoManager(name: string, { objects }: Organization): void {
  const managed = objects.RoleGroups.filter(({ ManagedBy }) =>
    ManagedBy.some((manager) => isSameName(manager, name)),
  );
  if (managed.length === 0) return;
  const groups = managed.map((group) => group.Name).join(', ');
  throw new OperationError(`${name} manages ${groups}: name others first (Set-RoleGroup -ManagedBy)`);
}

/** Of a list, of a text as lists are written, or of what edits one. */
function namesIn(said: unknown): readonly string[] {
  if (typeof said === 'string') return said.split(',').map((name) => name.trim());
  if (Array.isArray(said)) return said.map(String);
  if (typeof said !== 'object' || said === null) return [];
  return 'Add' in said ? namesIn(said.Add) : 'add' in said ? namesIn(said.add) : [];
}

/** Membership is a property of the account. */
export function isMember({ roleGroups }: Pick<Administrator, 'roleGroups'>, group: string): boolean {
  return roleGroups.some((name) => isSameName(name, group));
}

/** The account in the group, or out of it. */
export function withMembership(account: Administrator, group: string, isIn: boolean): Administrator {
  if (isMember(account, group) === isIn) return account;
  const others = account.roleGroups.filter((name) => !isSameName(name, group));
  return { ...account, roleGroups: isIn ? [...others, group] : others };
}
