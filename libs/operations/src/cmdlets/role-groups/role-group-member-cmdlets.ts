import { getRoleGroupMember } from '../../roles/get-role-group-member.js';
import { setRoleGroupMember } from '../../roles/set-role-group-member.js';
import { identityParameter, parameter, type Cmdlet, type CmdletParameter } from '../cmdlet.js';
import { told } from '../objects/kind-cmdlet.js';
import { membersWording, type MembersChange } from '../recipients/members-wording.js';

const group = identityParameter('RoleGroup', { mandatory: true, description: 'The role group.' });
const member = parameter('Member', 'Name of an account of the admin centre.', {
  mandatory: true,
  position: 2,
});
const members = parameter('Members', 'Names of accounts of the admin centre.', {
  multiple: true,
  position: 2,
});

interface Changing {
  readonly name: string;
  readonly synopsis: string;
  readonly how: MembersChange;
  readonly who: CmdletParameter;
}

function changing({ name, synopsis, how, who }: Changing): Cmdlet {
  return {
    name,
    synopsis,
    parameters: [group, who],
    output: { typeName: '', columns: [] },
    confirms: how !== 'add',
    changes: true,
    examples: [],
    wording: membersWording(setRoleGroupMember.name, how, who),
    async run({ parameters: { Identity, ...said }, whatIf, force, order }) {
      const list = said[who.name] ?? [];
      const change = { [how]: Array.isArray(list) ? list : [list] };
      const options = { validateOnly: whatIf, force: force || whatIf };
      return told(await order(setRoleGroupMember, { identity: Identity, ...change, ...options }), whatIf);
    },
  };
}

export const roleGroupMemberCmdlets: readonly Cmdlet[] = [
  {
    name: 'Get-RoleGroupMember',
    synopsis: 'Shows which accounts of the admin centre are in a role group.',
    parameters: [group],
    output: {
      typeName: 'Microsoft.Exchange.Data.Directory.Management.ReducedRecipient',
      columns: ['Name', 'RecipientType'],
    },
    confirms: false,
    changes: false,
    examples: [
      { command: 'Get-RoleGroupMember "Organization Management"', description: 'Who may do everything.' },
    ],
    async run({ parameters: { Identity }, order }) {
      const accounts = await order(getRoleGroupMember, { identity: Identity });
      return {
        output: accounts.map(({ name, displayName, enabled }) => ({
          Name: name,
          DisplayName: displayName,
          RecipientType: 'User',
          Enabled: enabled,
          Identity: name,
        })),
      };
    },
  },
  changing({
    name: 'Add-RoleGroupMember',
    synopsis: 'Takes an account into a role group; it counts from its next request on.',
    how: 'add',
    who: member,
  }),
  changing({
    name: 'Remove-RoleGroupMember',
    synopsis: 'Takes an account out of a role group; it counts from its next request on.',
    how: 'remove',
    who: member,
  }),
  changing({
    name: 'Update-RoleGroupMember',
    synopsis: 'Gives a role group these members in the place of those that it has.',
    how: 'members',
    who: members,
  }),
];
