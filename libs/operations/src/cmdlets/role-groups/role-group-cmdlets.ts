import { assignmentsOf, writeScopeNames, writeScopeParameters } from '@mailyard/directory';

import { getAdministrator } from '../../administrators/accounts/get-administrator.js';
import { setRoleGroupMember } from '../../roles/set-role-group-member.js';
import { parameter, type CmdletCall, type OutputObject } from '../cmdlet.js';
import type { KindCmdlets } from '../objects/kind-form.js';

const members = parameter('Members', 'Accounts of the admin centre that are in it from the start.', {
  multiple: true,
  objects: 'Administrator',
});

/** Of all the roles that a new role group is given. */
const scopes = writeScopeNames.map((name) =>
  parameter(name, writeScopeParameters[name].description ?? '', { objects: 'ManagementScope' }),
);

type Said = Readonly<Record<string, unknown>>;

/** The same scopes for each role. */
function withScopes({ Roles, ...said }: Said): Said {
  const given = writeScopeNames.filter((name) => (said[name] ?? null) !== null);
  const others = Object.entries(said).filter(([name]) => !writeScopeNames.some((each) => each === name));
  const kept = { ...Object.fromEntries(others), ...(Roles !== undefined && { Roles }) };
  if (given.length === 0) return kept;
  const named = Object.fromEntries(given.map((name) => [name, said[name]]));
  return { ...kept, Assignments: namesOf(Roles).map((Role) => ({ Role, ...named })) };
}

function shownAssignments({ Name, Roles, Assignments }: OutputObject): OutputObject {
  const group = { Name, Roles, Assignments: Assignments ?? [] } as Parameters<typeof assignmentsOf>[0];
  const all = assignmentsOf(group);
  return {
    AssignedRoles: [...new Set(all.map(({ Role }) => Role))],
    RoleAssignments: all.map((each) => each.Name),
  };
}

/** Accounts of the admin centre. */
async function membersOf({ order }: CmdletCall): Promise<(group: OutputObject) => OutputObject> {
  const accounts = await order(getAdministrator, {});
  return ({ Name }) => ({
    Members: accounts.filter(({ roleGroups }) => roleGroups.includes(String(Name))).map(({ name }) => name),
  });
}

function namesOf(said: unknown): readonly unknown[] {
  if (said === undefined || said === null) return [];
  return Array.isArray(said) ? said : [said];
}

export const roleGroupCmdlets: KindCmdlets = {
  kind: 'RoleGroups',
  typeName: 'Microsoft.Exchange.Data.Directory.Management.RoleGroup',
  columns: ['Name', 'AssignedRoles', 'RoleAssignments'],
  output: {
    order: ['ManagedBy', 'Members', 'Roles', 'AssignedRoles', 'RoleAssignments', 'Description'],
    // Get-ManagementRoleAssignment shows them.
    hidden: ['Assignments'],
    more: shownAssignments,
    container: () => ['Microsoft Exchange Security Groups'],
  },
  addedGet: { parameters: [], more: membersOf },
  added: [members, ...scopes],
  newOnly: ['Assignments'],
  saidNew(parameters) {
    const { Members: _, ...said } = parameters;
    return withScopes(said);
  },
  // Somebody that there is not is told before there is a role group.
  async beforeNew({ parameters: { Members }, order }) {
    for (const name of namesOf(Members)) {
      // eslint-disable-next-line no-await-in-loop
      await order(getAdministrator, { name });
    }
  },
  async afterNew({ parameters: { Name, Members }, force, order }) {
    const add = namesOf(Members);
    if (add.length > 0) await order(setRoleGroupMember, { identity: Name, add, force });
  },
  examples: {
    Get: [
      { command: 'Get-RoleGroup | Format-List Name,Roles', description: 'What the members of each may do.' },
    ],
    New: [
      {
        command: 'New-RoleGroup "Printer Admins" -Roles "Receive Connectors","View-Only Configuration"',
        description: 'Whose members may change Receive connectors, and see the rest.',
      },
      {
        command: 'New-RoleGroup "Help Desk" -Roles (Get-RoleGroup "Recipient Management").Roles',
        description: 'A copy, whose roles can be changed.',
      },
      {
        command: 'New-RoleGroup "Queue Watch" -Roles "Monitoring","Transport Queues" -Members anna,bert',
        description: 'With its members.',
      },
      {
        command:
          'New-RoleGroup "Sales Help Desk" -Roles "Mail Recipients","Reset Password" -CustomRecipientWriteScope Sales',
        description: 'Whose members change nothing beyond the management scope Sales.',
      },
    ],
    Set: [
      {
        command: 'Set-RoleGroup "Help Desk" -Roles @{Remove="Reset Password"}',
        description: 'Takes a role away.',
      },
      {
        command: 'Set-RoleGroup "Help Desk" -ManagedBy anna',
        description: 'Lets an account say who is in it.',
      },
    ],
  },
};
