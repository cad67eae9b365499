import { managementRoleNames } from '@mailyard/directory';

import { getManagementRoleAssignment } from '../../roles/get-management-role-assignment.js';
import { getManagementRole } from '../../roles/get-management-role.js';
import { parameter, type Cmdlet } from '../cmdlet.js';
import { namedRows } from '../cmdlet-lists.js';

const reading = { confirms: false, changes: false } as const;

export const managementRoleCmdlets: readonly Cmdlet[] = [
  {
    ...reading,
    name: 'Get-ManagementRole',
    synopsis: 'Shows the management roles, and what each lets one do.',
    parameters: [parameter('Identity', 'Name of a role, also with *.', { position: 1, pipeline: 'value' })],
    output: {
      typeName: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ExchangeRole',
      columns: ['Name', 'RoleType'],
    },
    examples: [
      { command: 'Get-ManagementRole *Connectors', description: 'The roles that are about connectors.' },
    ],
    async run({ parameters: { Identity: identity }, order }) {
      const roles = await order(getManagementRole, {});
      const named = {
        noun: 'ManagementRole',
        identity,
        namesOf: ({ name }: { readonly name: string }) => [name],
      };
      return {
        output: namedRows(roles, named).map(({ name, description, roleGroups }) => ({
          Name: name,
          RoleType: name.replaceAll(/[ -]/g, ''),
          Description: description,
          RoleGroups: roleGroups,
          Identity: name,
        })),
      };
    },
  },
  {
    ...reading,
    name: 'Get-ManagementRoleAssignment',
    synopsis: 'Shows which role groups have which management roles.',
    parameters: [
      parameter('Identity', 'Name of an assignment, also with *.', { position: 1, pipeline: 'value' }),
      parameter('Role', 'Of this role alone.', { type: 'enum', values: managementRoleNames }),
      parameter('RoleAssignee', 'Of this role group alone.', { objects: 'RoleGroup' }),
    ],
    output: {
      typeName: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ExchangeRoleAssignmentPresentation',
      columns: [
        'Name',
        'Role',
        'RoleAssigneeName',
        'RoleAssigneeType',
        'AssignmentMethod',
        'EffectiveUserName',
      ],
    },
    examples: [
      {
        command: 'Get-ManagementRoleAssignment -RoleAssignee "Server Management"',
        description: 'What the members of a role group may do.',
      },
    ],
    async run({ parameters: { Identity: identity, Role, RoleAssignee }, order }) {
      const asked = { role: Role ?? undefined, roleGroup: RoleAssignee ?? undefined };
      const assignments = await order(getManagementRoleAssignment, asked);
      const named = {
        noun: 'ManagementRoleAssignment',
        identity,
        namesOf: ({ name }: { readonly name: string }) => [name],
      };
      return {
        output: namedRows(assignments, named).map(({ name, role, roleGroup }) => ({
          Name: name,
          Role: role,
          RoleAssigneeName: roleGroup,
          RoleAssigneeType: 'RoleGroup',
          AssignmentMethod: 'Direct',
          EffectiveUserName: 'All Group Members',
          Identity: name,
        })),
      };
    },
  },
];
