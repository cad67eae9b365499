import { managementRoleNames, writeScopeNames, writeScopeParameters } from '@mailyard/directory';

import type { AssignmentView } from '../../roles/assignment-view.js';
import { getManagementRoleAssignment } from '../../roles/get-management-role-assignment.js';
import { newManagementRoleAssignment } from '../../roles/new-management-role-assignment.js';
import { removeManagementRoleAssignment } from '../../roles/remove-management-role-assignment.js';
import { setManagementRoleAssignment } from '../../roles/set-management-role-assignment.js';
import { parameter, type Cmdlet, type CmdletCall, type Order, type OutputObject } from '../cmdlet.js';
import { namedRows } from '../cmdlet-lists.js';
import { told } from '../objects/kind-cmdlet.js';

const scopes = writeScopeNames.map((name) =>
  parameter(name, writeScopeParameters[name].description ?? '', { objects: 'ManagementScope' }),
);

const role = parameter('Role', 'A management role.', { type: 'enum', values: managementRoleNames });
const identity = parameter('Identity', 'Name of an assignment.', {
  position: 1,
  pipeline: 'value',
  mandatory: true,
});

const output = {
  typeName: 'Microsoft.Exchange.Data.Directory.SystemConfiguration.ExchangeRoleAssignmentPresentation',
  columns: ['Name', 'Role', 'RoleAssigneeName', 'RoleAssigneeType', 'AssignmentMethod', 'EffectiveUserName'],
};

function saidScopes(parameters: CmdletCall['parameters']): OutputObject {
  return Object.fromEntries(writeScopeNames.map((name) => [name, parameters[name]]));
}

function how({ whatIf, force }: Pick<CmdletCall, 'whatIf' | 'force'>) {
  return { validateOnly: whatIf, force: force || whatIf };
}

/** In Exchange’s words. */
function shown({ name, role: Role, roleGroup, scopes: said }: AssignmentView): OutputObject {
  const kindOf = (divided: 'Recipient' | 'Config', wide: string): string => {
    if (said[`Custom${divided}WriteScope`] !== undefined) return `Custom${divided}Scope`;
    return said[`Exclusive${divided}WriteScope`] === undefined ? wide : `Exclusive${divided}Scope`;
  };
  return {
    Name: name,
    Role,
    RoleAssigneeName: roleGroup,
    RoleAssigneeType: 'RoleGroup',
    AssignmentMethod: 'Direct',
    EffectiveUserName: 'All Group Members',
    RecipientReadScope: 'Organization',
    ConfigReadScope: 'OrganizationConfig',
    RecipientWriteScope: kindOf('Recipient', 'Organization'),
    ConfigWriteScope: kindOf('Config', 'OrganizationConfig'),
    CustomRecipientWriteScope: said.CustomRecipientWriteScope ?? said.ExclusiveRecipientWriteScope ?? null,
    CustomConfigWriteScope: said.CustomConfigWriteScope ?? said.ExclusiveConfigWriteScope ?? null,
    Enabled: true,
    Identity: name,
  };
}

async function found(
  order: Order,
  name: unknown,
  asked: OutputObject = {},
): Promise<readonly OutputObject[]> {
  const rows = await order(getManagementRoleAssignment, asked);
  const namesOf = (row: AssignmentView) => [row.name];
  return namedRows(rows, { noun: 'ManagementRoleAssignment', identity: name, namesOf }).map(shown);
}

const get: Cmdlet = {
  name: 'Get-ManagementRoleAssignment',
  synopsis: 'Shows which role groups have which management roles, and how far these reach.',
  parameters: [
    parameter('Identity', 'Name of an assignment, also with *.', { position: 1, pipeline: 'value' }),
    { ...role, description: 'Of this role alone.' },
    parameter('RoleAssignee', 'Of this role group alone.', { objects: 'RoleGroup' }),
    ...scopes.map((each) => ({ ...each, description: 'Those with this scope alone.' })),
  ],
  output,
  confirms: false,
  changes: false,
  examples: [
    {
      command: 'Get-ManagementRoleAssignment -RoleAssignee "Server Management"',
      description: 'What the members of a role group may do.',
    },
  ],
  async run({ parameters, order }) {
    const { Identity, Role, RoleAssignee } = parameters;
    const asked = { role: Role ?? undefined, roleGroup: RoleAssignee ?? undefined };
    const rows = await found(order, Identity, asked);
    const wanted = writeScopeNames.filter((name) => (parameters[name] ?? null) !== null);
    return { output: rows.filter((row) => wanted.every((name) => hasScope(row, name, parameters[name]))) };
  },
};

function hasScope(row: OutputObject, parameterName: string, scope: unknown): boolean {
  const divided = parameterName.includes('Recipient') ? 'Recipient' : 'Config';
  const isKind = String(row[`${divided}WriteScope`]).startsWith(parameterName.slice(0, 6));
  const named = String(row[`Custom${divided}WriteScope`]).toLowerCase();
  return isKind && named === String(scope).toLowerCase();
}

const add: Cmdlet = {
  name: 'New-ManagementRoleAssignment',
  synopsis: 'Gives a role group a role, as far as management scopes reach.',
  parameters: [
    parameter('Name', 'Default: the role and the role group.'),
    { ...role, mandatory: true },
    parameter('SecurityGroup', 'A role group.', { objects: 'RoleGroup', mandatory: true }),
    ...scopes,
  ],
  output,
  confirms: false,
  changes: true,
  examples: [
    {
      command:
        'New-ManagementRoleAssignment -Role "Mail Recipients" -SecurityGroup "Help Desk" -CustomRecipientWriteScope Sales',
      description: 'Its members change the recipients in the scope Sales.',
    },
  ],
  async run(call) {
    const { parameters, whatIf, order } = call;
    const { Name, Role, SecurityGroup } = parameters;
    const input = {
      name: Name ?? undefined,
      role: Role,
      roleGroup: SecurityGroup,
      ...saidScopes(parameters),
    };
    const made = await order(newManagementRoleAssignment, { ...input, ...how(call) });
    const outcome = told(made, whatIf);
    return whatIf ? outcome : { ...outcome, output: await found(order, made.assignment) };
  },
};

const set: Cmdlet = {
  name: 'Set-ManagementRoleAssignment',
  synopsis: 'Changes how far a role of a role group reaches; $null takes a scope away.',
  parameters: [identity, ...scopes],
  output: { typeName: '', columns: [] },
  confirms: false,
  changes: true,
  examples: [
    {
      command:
        'Get-ManagementRoleAssignment -RoleAssignee "Help Desk" | Set-ManagementRoleAssignment -CustomRecipientWriteScope Sales',
      description: 'A scope for all roles of a role group.',
    },
  ],
  async run(call) {
    const input = { identity: call.parameters['Identity'], ...saidScopes(call.parameters), ...how(call) };
    return told(await call.order(setManagementRoleAssignment, input), call.whatIf);
  },
};

const remove: Cmdlet = {
  name: 'Remove-ManagementRoleAssignment',
  synopsis: 'Takes a role from a role group, or one of the ways in which it has it.',
  parameters: [identity],
  output: { typeName: '', columns: [] },
  confirms: true,
  changes: true,
  examples: [],
  async run(call) {
    const input = { identity: call.parameters['Identity'], ...how(call) };
    return told(await call.order(removeManagementRoleAssignment, input), call.whatIf);
  },
};

export const roleAssignmentCmdlets: readonly Cmdlet[] = [get, add, set, remove];
