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
];
