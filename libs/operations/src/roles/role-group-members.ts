import { nameOf, type Organization } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';
import type { Administrator } from '@mailyard/sign-in';
import { z } from 'zod';

import { objectNamed } from '../objects/identity/object-identity.js';

export const roleGroupIdentity = z.string().min(1).describe('Name or Guid of a role group.');

/** As the directory spells it. */
export function roleGroupName(identity: string, organization: Organization): string {
  return nameOf('RoleGroups', objectNamed('RoleGroups', identity, organization));
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
