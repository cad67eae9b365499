import { isSameName } from '@mailyard/schema';
import { z } from 'zod';

import { roleGroupsOf } from '../rights/rights-of.js';
import { operation } from '../operation.js';
import { managesRoleGroups } from '../rights/right.js';
import { requireManager, roleGroupIdentity, roleGroupName } from './role-group-members.js';

export const getRoleGroupMember = operation({
  name: 'Get-RoleGroupMember',
  summary: 'Lists the accounts of the admin centre that are in a role group.',
  input: z.object({ identity: roleGroupIdentity }),
  output: z
    .array(z.object({ name: z.string(), displayName: z.string(), enabled: z.boolean() }).readonly())
    .readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Role Management', managesRoleGroups],
  audit: false,
  async run({ identity }, { administrators, directory }, caller) {
    const { organization } = directory;
    const group = roleGroupName(identity, organization);
    requireManager(group, ['View-Only Configuration', 'Role Management'], { caller, organization });
    const accounts = await administrators.list();
    return accounts
      .filter((account) => roleGroupsOf(account, organization).some((name) => isSameName(name, group)))
      .map(({ name, displayName, enabled }) => ({ name, displayName, enabled }));
  },
});
