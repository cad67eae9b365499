import { addAdPermission } from '../../permissions/add-ad-permission.js';
import { getAdPermission } from '../../permissions/get-ad-permission.js';
import type { PermissionEntry } from '../../permissions/permission-entry.js';
import { allExtendedRights } from '../../permissions/permitted-object.js';
import { removeAdPermission } from '../../permissions/remove-ad-permission.js';
import {
  identityParameter,
  parameter,
  type Cmdlet,
  type CmdletParameter,
  type OutputObject,
} from '../cmdlet.js';
import { told } from '../objects/kind-cmdlet.js';

const typeName = 'Microsoft.Exchange.Management.RecipientTasks.ADAcePresentationObject';
const columns = ['Identity', 'User', 'Deny', 'Inherited'];

const identity = identityParameter('ReceiveConnector', {
  mandatory: true,
  description: String.raw`A Receive or Send connector: Server\Name, name, Guid or distinguished name.`,
});
const user = parameter(
  'User',
  String.raw`NT AUTHORITY\ANONYMOUS LOGON, NT AUTHORITY\Authenticated Users, MS Exchange\Partner Servers, or who can sign in.`,
  { mandatory: true },
);

/** An entry that Get-ADPermission has shown, in the pipeline, says whose rights, and which. */
const byProperty = { pipeline: 'property' } as const;
const inheritance = ['None', 'All', 'Children', 'Descendents', 'SelfAndChildren'];

const rights: readonly CmdletParameter[] = [
  parameter('ExtendedRights', 'The rights, in any case of their letters.', {
    type: 'enum',
    values: allExtendedRights,
    multiple: true,
    mandatory: true,
    ...byProperty,
  }),
  parameter('AccessRights', 'Entries of connectors are about extended rights.', {
    type: 'enum',
    values: ['ExtendedRight'],
    multiple: true,
  }),
  parameter('Deny', 'Takes the rights away, whoever else gives them.', { type: 'switch', ...byProperty }),
  parameter('InheritanceType', 'Taken as in Exchange: below a connector there is nothing.', {
    type: 'enum',
    values: inheritance,
    default: 'All',
  }),
];

const changing = { parameters: [identity, { ...user, ...byProperty }, ...rights], changes: true } as const;

function input(parameters: Readonly<Record<string, unknown>>, whatIf: boolean, force: boolean) {
  const { Identity, User, ExtendedRights, Deny } = parameters;
  const how = { validateOnly: whatIf, force: force || whatIf };
  return { identity: Identity, user: User, extendedRights: ExtendedRights, deny: Deny === true, ...how };
}

const add: Cmdlet = {
  ...changing,
  name: 'Add-ADPermission',
  synopsis: 'Gives rights at a connector to a principal, or denies them.',
  output: { typeName, columns },
  confirms: false,
  examples: [
    {
      command:
        'Get-ReceiveConnector "Printers" | Add-ADPermission -User "NT AUTHORITY\\ANONYMOUS LOGON" -ExtendedRights ms-Exch-SMTP-Accept-Any-Recipient',
      description: 'The devices of that connector may send to anybody.',
    },
  ],
  async run({ parameters, whatIf, force, order }) {
    const outcome = told(await order(addAdPermission, input(parameters, whatIf, force)), whatIf);
    if (whatIf) return outcome;
    const { Identity, User, Deny } = parameters;
    const entries = await order(getAdPermission, { identity: Identity, user: User });
    const made = entries.filter(({ isGroup, deny }) => !isGroup && deny === (Deny === true));
    return { ...outcome, output: made.map(permission) };
  },
};

const remove: Cmdlet = {
  ...changing,
  name: 'Remove-ADPermission',
  synopsis: 'Takes entries away that Add-ADPermission made.',
  output: { typeName: '', columns: [] },
  confirms: true,
  examples: [
    {
      command:
        'Get-ReceiveConnector "Printers" | Remove-ADPermission -User "NT AUTHORITY\\ANONYMOUS LOGON" -ExtendedRights ms-Exch-SMTP-Accept-Any-Recipient',
      description: 'The devices of that connector may send to recipients of the organization alone.',
    },
    {
      command: 'Get-ADPermission "Printers" -User kiosk | Remove-ADPermission',
      description: 'All entries of one account.',
    },
  ],
  run: async ({ parameters, whatIf, force, order }) =>
    told(await order(removeAdPermission, input(parameters, whatIf, force)), whatIf),
};

const get: Cmdlet = {
  name: 'Get-ADPermission',
  synopsis: 'Shows who may do what at a connector.',
  parameters: [identity, { ...user, mandatory: false }],
  output: { typeName, columns },
  confirms: false,
  changes: false,
  examples: [
    {
      command:
        'Get-ADPermission "Printers" | where {($_.Deny -eq $false) -and ($_.IsInherited -eq $false)} | Format-Table User,ExtendedRights',
      description: 'What is allowed to whom.',
    },
  ],
  async run({ parameters: { Identity, User }, order }) {
    const entries = await order(getAdPermission, { identity: Identity, user: User ?? undefined });
    return { output: entries.map(permission) };
  },
};

export const adPermissionCmdlets: readonly Cmdlet[] = [add, get, remove];

function permission({
  identity: Identity,
  user: User,
  deny: Deny,
  extendedRights,
}: PermissionEntry): OutputObject {
  const inherited = { Inherited: false, IsInherited: false, InheritanceType: 'All' };
  return {
    Identity,
    User,
    Deny,
    ExtendedRights: extendedRights,
    AccessRights: ['ExtendedRight'],
    ...inherited,
  };
}
