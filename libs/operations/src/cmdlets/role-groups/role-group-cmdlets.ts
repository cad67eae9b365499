import { getAdministrator } from '../../administrators/accounts/get-administrator.js';
import { setRoleGroupMember } from '../../roles/set-role-group-member.js';
import { parameter } from '../cmdlet.js';
import type { KindCmdlets } from '../objects/kind-form.js';

const members = parameter('Members', 'Accounts of the admin centre that are in it from the start.', {
  multiple: true,
  objects: 'Administrator',
});

function namesOf(said: unknown): readonly unknown[] {
  if (said === undefined || said === null) return [];
  return Array.isArray(said) ? said : [said];
}

export const roleGroupCmdlets: KindCmdlets = {
  kind: 'RoleGroups',
  typeName: 'Microsoft.Exchange.Data.Directory.Management.RoleGroup',
  columns: ['Name', 'AssignedRoles', 'RoleAssignments'],
  output: {
    order: ['Roles', 'AssignedRoles', 'RoleAssignments', 'Description'],
    more: ({ Name, Roles }) => {
      const roles = Array.isArray(Roles) ? Roles.map(String) : [];
      return { AssignedRoles: roles, RoleAssignments: roles.map((role) => `${role}-${String(Name)}`) };
    },
    container: () => ['Microsoft Exchange Security Groups'],
  },
  added: [members],
  saidNew(parameters) {
    const { Members: _, ...said } = parameters;
    return said;
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
    ],
    Set: [
      {
        command: 'Set-RoleGroup "Help Desk" -Roles @{Remove="Reset Password"}',
        description: 'Takes a role away.',
      },
    ],
  },
};
