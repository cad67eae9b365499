import { nameKey } from '@mailyard/schema';

import { getManagementRoleAssignment } from '../../roles/get-management-role-assignment.js';
import { parameter, type CmdletCall, type OutputObject } from '../cmdlet.js';
import type { KindCmdlets } from '../objects/kind-form.js';

function shown({
  RecipientRestrictionFilter,
  ServerRestrictionFilter,
  ServerList,
}: OutputObject): OutputObject {
  const servers = Array.isArray(ServerList) ? ServerList.map((name) => `Name -eq '${String(name)}'`) : [];
  return {
    ScopeRestrictionType: RecipientRestrictionFilter === undefined ? 'ServerScope' : 'RecipientScope',
    RecipientRoot: null,
    RecipientFilter: RecipientRestrictionFilter ?? '',
    ServerFilter: ServerRestrictionFilter ?? servers.join(' -or '),
  };
}

/** -Exclusive, -Orphan. */
async function wanted({ parameters: { Exclusive, Orphan }, order }: CmdletCall) {
  const assignments = Orphan === true ? await order(getManagementRoleAssignment, {}) : [];
  const used = new Set(assignments.flatMap(({ scopes }) => Object.values(scopes).map(nameKey)));
  return ({ Name, Exclusive: isExclusive }: OutputObject): OutputObject | undefined => {
    const isLeftOut = (Exclusive === true && isExclusive !== true) || used.has(nameKey(String(Name)));
    return isLeftOut ? undefined : {};
  };
}

export const managementScopeCmdlets: KindCmdlets = {
  kind: 'ManagementScopes',
  typeName: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ManagementScope',
  columns: ['Name', 'ScopeRestrictionType', 'Exclusive', 'RecipientRoot', 'RecipientFilter', 'ServerFilter'],
  output: {
    order: ['RecipientRoot', 'RecipientFilter', 'ServerFilter', 'ScopeRestrictionType', 'Exclusive'],
    hidden: ['RecipientRestrictionFilter', 'ServerRestrictionFilter'],
    more: shown,
    container: () => ['RBAC', 'Scopes'],
  },
  addedGet: {
    parameters: [
      parameter('Exclusive', 'Only exclusive ones.', { type: 'switch' }),
      parameter('Orphan', 'Only those that no role assignment has.', { type: 'switch' }),
    ],
    more: wanted,
  },
  examples: {
    Get: [{ command: 'Get-ManagementScope -Orphan', description: 'Scopes that limit nobody.' }],
    New: [
      {
        command: `New-ManagementScope Sales -RecipientRestrictionFilter "Department -eq 'Sales'"`,
        description: 'The recipients of a department.',
      },
      {
        command: 'New-ManagementScope "Branch servers" -ServerList MBX02,MBX03',
        description: 'Two servers with all that is theirs.',
      },
      {
        command: `New-ManagementScope Executives -RecipientRestrictionFilter "CustomAttribute1 -eq 'VIP'" -Exclusive`,
        description: 'Recipients whom nobody changes but those to whom this scope is assigned.',
      },
    ],
  },
};
