import type { KindCmdlets } from '../objects/kind-cmdlet.js';

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
    ],
    Set: [
      {
        command: 'Set-RoleGroup "Help Desk" -Roles @{Remove="Reset Password"}',
        description: 'Takes a role away.',
      },
    ],
  },
};
