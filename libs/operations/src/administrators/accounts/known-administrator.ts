import { isSameName } from '@mailyard/schema';
import type { Administrator, Administrators } from '@mailyard/sign-in';

import type { OperationContext } from '../../context.js';
import { ObjectNotFound } from '../../objects/identity/object-identity.js';
import { OperationError } from '../../operation.js';
import { rightsOf, roleGroupsOf, type Member } from '../../rights/rights-of.js';

export async function knownAdministrator(
  name: string,
  { administrators }: Pick<OperationContext, 'administrators'>,
): Promise<Administrator> {
  const found = await administrators.find(name);
  if (found === undefined) throw new ObjectNotFound('administrator', name);
  return found;
}

/** As `Administrators.change`, for a name that was typed. */
export async function changeAdministrator(
  administrators: Administrators,
  name: string,
  change: (account: Administrator) => Administrator,
): Promise<Administrator> {
  const changed = await administrators.change(name, change);
  if (changed === undefined) throw new ObjectNotFound('administrator', name);
  return changed;
}

/**
 * Refuses to leave nobody who may manage administrators. Two who shut each other out at the same moment are not stopped;
 * the command on the machine can always let somebody in.
 */
export async function requireAnother(
  name: string,
  { administrators, directory }: Pick<OperationContext, 'administrators' | 'directory'>,
): Promise<void> {
  const others = (await administrators.list()).filter((each) => !isSameName(each.name, name));
  if (others.some((each) => each.enabled && mayManage(each, directory))) return;
  throw new OperationError(
    `nobody else may manage administrators: ${name} has to stay as it is until somebody who is enabled is in Organization Management`,
  );
}

export function mayManage(
  account: Member,
  { organization }: Pick<OperationContext['directory'], 'organization'>,
): boolean {
  return rightsOf(roleGroupsOf(account, organization), organization).has('Role Management');
}
