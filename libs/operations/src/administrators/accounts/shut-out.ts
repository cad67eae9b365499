import { organizationManagement, type Organization } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';
import type { Administrator } from '@mailyard/sign-in';

import type { Caller } from '../../caller.js';
import type { OperationContext } from '../../context.js';
import { OperationError } from '../../operation.js';
import { requireConfirmation } from '../../objects/dangers/dangers.js';
import { roleGroupsOf } from '../../rights/rights-of.js';
import { mayManage } from './known-administrator.js';

/** Accounts before a change and after it. */
export interface ChangedAccounts {
  readonly before: readonly Administrator[];
  readonly after: readonly Administrator[];
}

/**
 * What would shut out whoever orders the change, or leave nobody who may do everything. Throws OperationError where the own
 * account would lose its last role group: somebody else may take it, and give it back.
 */
export function shutOutDangers(
  changed: ChangedAccounts,
  { signedIn }: Pick<Caller, 'signedIn'>,
  organization: Organization,
): readonly string[] {
  const own = signedIn === undefined ? [] : ownDangers(changed, signedIn.account.guid, organization);
  const [had, has] = [changed.before, changed.after].map((each) =>
    each.some((account) => mayDoEverything(account, organization)),
  );
  return had && !has ? [...own, `Nobody would be in ${organizationManagement} any more.`] : own;
}

interface AccountChange {
  readonly name: string;
  readonly force: boolean;
  /** Undefined: the account goes. */
  readonly change: (account: Administrator) => Administrator | undefined;
}

/** Throws ConfirmationRequired for a change of an account that shuts somebody out, unless it is meant. */
export async function confirmed(
  { name, force, change }: AccountChange,
  { administrators, directory }: Pick<OperationContext, 'administrators' | 'directory'>,
  caller: Caller,
): Promise<void> {
  const before = await administrators.list();
  const after = before.flatMap((account) => {
    const changed = isSameName(account.name, name) ? change(account) : account;
    return changed === undefined ? [] : [changed];
  });
  requireConfirmation(shutOutDangers({ before, after }, caller, directory.organization), force);
}

function ownDangers(
  { before, after }: ChangedAccounts,
  guid: string,
  organization: Organization,
): readonly string[] {
  const [was, is] = [before, after].map((list) => list.find((account) => account.guid === guid));
  if (was === undefined) return [];
  if (is === undefined) return ['Your own account would be gone, and you signed out.'];
  if (was.enabled && !is.enabled) return ['Your own account would be disabled, and you signed out.'];
  if (isMember(was, organization) && !isMember(is, organization)) {
    throw new OperationError(
      `you would be in no role group any more: somebody else has to take ${is.name} out of its last one`,
    );
  }
  const isShutOut = mayManage(was, { organization }) && !mayManage(is, { organization });
  return isShutOut ? ['You would lose the right Role Management: you could not take this back.'] : [];
}

function isMember(account: Administrator, organization: Organization): boolean {
  return roleGroupsOf(account, organization).length > 0;
}

function mayDoEverything(account: Administrator, organization: Organization): boolean {
  const roleGroups = roleGroupsOf(account, organization);
  return account.enabled && roleGroups.some((name) => isSameName(name, organizationManagement));
}
