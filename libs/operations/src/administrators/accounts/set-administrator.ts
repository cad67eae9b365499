import { withoutSessions, type Administrator } from '@mailyard/sign-in';
import { z } from 'zod';

import { operation } from '../../operation.js';
import { requireRoleGroups, roleGroupNames } from './administrator-input.js';
import { administratorView, administratorViewOf } from './administrator-view.js';
import { changeAdministrator, mayManage, requireAnother } from './known-administrator.js';
import { confirmed } from './shut-out.js';

const input = z.object({
  name: z.string().min(1),
  displayName: z.string().trim().max(256).optional(),
  roleGroups: roleGroupNames.optional().describe('All of them, in place of those that the account has.'),
  enabled: z.boolean().optional().describe('A disabled account is signed out at once.'),
  force: z.boolean().default(false).describe('It is meant, whatever the dangers.'),
});

export const setAdministrator = operation({
  name: 'Set-Administrator',
  summary: 'Changes an account of the admin centre: its role groups, whether it may sign in.',
  input,
  output: administratorView,
  right: 'Role Management',
  audit: true,
  async run({ name, force, ...said }, context, caller) {
    const { administrators, directory } = context;
    const { roleGroups, enabled } = said;
    if (roleGroups !== undefined) requireRoleGroups(roleGroups, directory.organization);
    const shutsOut = enabled === false || (roleGroups !== undefined && !mayManage({ roleGroups }, directory));
    if (shutsOut) await requireAnother(name, context);
    await confirmed({ name, force, change: (account) => changedBy(account, said) }, context, caller);
    const changed = await changeAdministrator(administrators, name, (account) => changedBy(account, said));
    return administratorViewOf(changed);
  },
});

function changedBy(
  account: Administrator,
  {
    displayName = account.displayName,
    roleGroups = Array.from(account.roleGroups),
    enabled = account.enabled,
  }: Omit<z.output<typeof input>, 'name' | 'force'>,
): Administrator {
  const changed: Administrator = { ...account, displayName, roleGroups, enabled };
  return enabled ? changed : withoutSessions(changed);
}
