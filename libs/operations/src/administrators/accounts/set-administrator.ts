import { isBuiltIn, withoutSessions, type Administrator } from '@mailyard/sign-in';
import { z } from 'zod';

import { onlyTried } from '../../only-tried.js';
import { operation, OperationError } from '../../operation.js';
import { masterAccount, requireRoleGroups, roleGroupNames } from './administrator-input.js';
import { administratorView, administratorViewOf } from './administrator-view.js';
import { changeAdministrator, knownAdministrator, mayManage, requireAnother } from './known-administrator.js';
import { confirmed } from './shut-out.js';

const input = z.object({
  name: z.string().min(1),
  displayName: z.string().trim().max(256).optional(),
  roleGroups: roleGroupNames.optional().describe('All of them, in place of those that the account has.'),
  linkedMasterAccount: masterAccount
    .optional()
    .describe('From now on somebody elsewhere, by an OpenID provider or a directory: its password ends.'),
  enabled: z.boolean().optional().describe('A disabled account is signed out at once.'),
  force: z.boolean().default(false).describe('It is meant, whatever the dangers.'),
  ...onlyTried,
});

export const setAdministrator = operation({
  name: 'Set-Administrator',
  summary: 'Changes an account of the admin centre: its role groups, whether it may sign in.',
  input,
  output: administratorView,
  right: 'Role Management',
  audit: true,
  async run({ name, force, validateOnly, ...said }, context, caller) {
    const { administrators, directory } = context;
    const { roleGroups, enabled } = said;
    if (roleGroups !== undefined) requireRoleGroups(roleGroups, directory.organization);
    const known = await knownAdministrator(name, context);
    const change = (account: Administrator) => changedBy(account, said);
    if (enabled === false || !mayManage(change(known), directory)) await requireAnother(name, context);
    if (validateOnly) return administratorViewOf(change(known), directory);
    await confirmed({ name, force, change }, context, caller);
    const changed = await changeAdministrator(administrators, name, change);
    return administratorViewOf(changed, directory);
  },
});

function changedBy(
  account: Administrator,
  {
    displayName = account.displayName,
    roleGroups = Array.from(account.roleGroups),
    enabled = account.enabled,
    linkedMasterAccount,
  }: Omit<z.output<typeof input>, 'name' | 'force' | 'validateOnly'>,
): Administrator {
  const named: Administrator = { ...account, displayName, roleGroups, enabled };
  const changed = linkedMasterAccount === undefined ? named : linkedTo(named, linkedMasterAccount);
  return enabled ? changed : withoutSessions(changed);
}

function linkedTo(account: Administrator, master: string): Administrator {
  if (isBuiltIn(account)) {
    throw new OperationError(`${account.name} is built in, and stays who it is: disable it instead`);
  }
  const { password: _, ...rest } = account;
  return withoutSessions({ ...rest, linked: { masterAccount: master, groups: [] } });
}
