import type { AdministratorView } from '../../administrators/accounts/administrator-view.js';
import { getAdministrator } from '../../administrators/accounts/get-administrator.js';
import { newAdministrator } from '../../administrators/accounts/new-administrator.js';
import { removeAdministrator } from '../../administrators/accounts/remove-administrator.js';
import { resetSecondFactor } from '../../administrators/accounts/reset-second-factor.js';
import { setAdministrator } from '../../administrators/accounts/set-administrator.js';
import { setAdministratorPassword } from '../../administrators/accounts/set-administrator-password.js';
import { identityParameter, parameter, type Cmdlet, type OutputObject } from '../cmdlet.js';
import { triedOn } from '../cmdlet-lists.js';
import { passwordOf } from '../objects/recipient-cmdlets.js';
import { timeValue } from '../values/rich-value.js';
import { passwordParameter } from './password-parameter.js';

const output = {
  typeName: 'Mailyard.Administrator',
  columns: ['Name', 'DisplayName', 'Enabled', 'SecondFactor', 'RoleGroups'],
};
const nothing = { typeName: '', columns: [] } as const;
const identity = identityParameter('Administrator', { mandatory: true, description: 'Name of the account.' });
const displayName = parameter('DisplayName', 'For whoever reads the list.');
const roleGroups = parameter('RoleGroups', 'What the account may do; Organization Management: everything.', {
  multiple: true,
});

const master = parameter(
  'LinkedMasterAccount',
  'Who the account is at the OpenID provider, or in a directory, in place of a password.',
);

export const administratorCmdlets: readonly Cmdlet[] = [
  {
    name: 'New-Administrator',
    synopsis: newAdministrator.summary,
    parameters: [
      parameter('Name', 'What is typed at sign-in.', { mandatory: true, position: 1 }),
      passwordParameter('Password'),
      master,
      displayName,
      roleGroups,
    ],
    parameterSets: [['Password'], ['LinkedMasterAccount']],
    output,
    confirms: false,
    changes: true,
    examples: [
      {
        command: "New-Administrator anna -Password (Get-Credential) -RoleGroups 'Organization Management'",
        description: 'Somebody who may do everything.',
      },
      {
        command:
          "New-Administrator bert -LinkedMasterAccount bert@contoso.com -RoleGroups 'Hygiene Management'",
        description: 'Somebody whom the OpenID provider, or a directory, vouches for.',
      },
      {
        command: 'New-Administrator anna -Password (Get-Credential)',
        description: 'At an Edge, where every administrator may do everything.',
        role: 'Edge',
      },
    ],
    async run({
      parameters: { Name, Password, LinkedMasterAccount, DisplayName, RoleGroups },
      whatIf,
      order,
    }) {
      const made = await order(newAdministrator, {
        name: Name,
        password: Password === undefined ? undefined : passwordOf(Password),
        linkedMasterAccount: LinkedMasterAccount ?? undefined,
        displayName: DisplayName ?? undefined,
        roleGroups: RoleGroups ?? undefined,
        validateOnly: whatIf,
      });
      if (whatIf) return triedOn('New-Administrator', [toBe(made)]);
      const warnings = made.roleGroups.length === 0 ? ['it may do nothing yet: -RoleGroups'] : [];
      return { output: [administratorObject(made)], warnings };
    },
  },
  {
    name: 'Get-Administrator',
    synopsis: getAdministrator.summary,
    parameters: [{ ...identity, mandatory: false }],
    output,
    confirms: false,
    changes: false,
    examples: [],
    async run({ parameters: { Identity }, order }) {
      const accounts = await order(getAdministrator, { name: Identity ?? undefined });
      return { output: accounts.map(administratorObject) };
    },
  },
  {
    name: 'Set-Administrator',
    synopsis: setAdministrator.summary,
    parameters: [
      identity,
      displayName,
      roleGroups,
      master,
      parameter('Enabled', 'Whether it may sign in.', { type: 'boolean' }),
    ],
    output: nothing,
    confirms: false,
    changes: true,
    examples: [
      { command: 'Set-Administrator anna -Enabled $false', description: 'Signs anna out, everywhere.' },
    ],
    async run({ parameters, whatIf, force, order }) {
      const { Identity, DisplayName, RoleGroups, LinkedMasterAccount, Enabled } = parameters;
      const changed = await order(setAdministrator, {
        name: Identity,
        displayName: DisplayName ?? undefined,
        roleGroups: RoleGroups ?? undefined,
        linkedMasterAccount: LinkedMasterAccount ?? undefined,
        enabled: Enabled ?? undefined,
        force,
        validateOnly: whatIf,
      });
      return whatIf ? triedOn('Set-Administrator', [toBe(changed)]) : {};
    },
  },
  {
    name: 'Set-AdministratorPassword',
    synopsis: setAdministratorPassword.summary,
    parameters: [identity, { ...passwordParameter('Password'), mandatory: true }],
    output: nothing,
    confirms: false,
    changes: true,
    examples: [],
    async run({ parameters: { Identity, Password }, whatIf, order }) {
      const input = { name: Identity, password: passwordOf(Password), validateOnly: whatIf };
      const { name } = await order(setAdministratorPassword, input);
      return whatIf ? triedOn('Set-AdministratorPassword', [`${name}, whose sessions would end`]) : {};
    },
  },
  ...[resetSecondFactor, removeAdministrator].map((operation): Cmdlet => ({
    name: operation.name,
    synopsis: operation.summary,
    parameters: [identity],
    output: nothing,
    confirms: true,
    changes: true,
    examples: [],
    async run({ parameters: { Identity }, whatIf, force, order }) {
      const how = { validateOnly: whatIf, ...(operation === removeAdministrator && { force }) };
      const { name } = await order(operation, { name: Identity, ...how });
      return whatIf ? triedOn(operation.name, [`${name}, whose sessions would end`]) : {};
    },
  })),
];

function administratorObject(account: AdministratorView): OutputObject {
  return {
    Name: account.name,
    DisplayName: account.displayName,
    Enabled: account.enabled,
    SecondFactor: account.secondFactor,
    RecoveryCodes: account.recoveryCodes,
    RoleGroups: account.roleGroups,
    LinkedMasterAccount: account.linkedMasterAccount ?? null,
    LinkedRoleGroups: account.linkedRoleGroups,
    BuiltIn: account.builtIn,
    WhenCreated: timeValue(account.createdAt),
    Identity: account.name,
  };
}

function toBe({ name, enabled, roleGroups }: AdministratorView): string {
  const groups = roleGroups.length === 0 ? 'no role group' : roleGroups.join(', ');
  return `${name}, which would be ${enabled ? 'enabled' : 'disabled'} and in ${groups}`;
}
