import { getDistributionGroupMember } from '../../recipients/get-distribution-group-member.js';
import { getDynamicDistributionGroupMember } from '../../recipients/get-dynamic-distribution-group-member.js';
import { setDistributionGroupMember } from '../../recipients/set-distribution-group-member.js';
import { showDynamicDistributionGroupMember } from '../../recipients/show-dynamic-distribution-group-member.js';
import {
  identityParameter,
  parameter,
  type Cmdlet,
  type CmdletParameter,
  type OutputObject,
} from '../cmdlet.js';
import { limitOf, resultSize } from '../cmdlet-lists.js';
import { kindParameters } from '../objects/kind-parameters.js';
import { told } from '../objects/kind-cmdlet.js';
import { membersWording, type MembersChange } from './members-wording.js';

const group = identityParameter('DistributionGroup', { mandatory: true, description: 'The group.' });
const bypass = parameter(
  'BypassSecurityGroupManagerCheck',
  'As it is in any case: whoever has the role changes every group, owner or not.',
  { type: 'switch' },
);
const nothing = { typeName: '', columns: [] } as const;

function changing(name: string, how: MembersChange, member: CmdletParameter): Cmdlet {
  return {
    name,
    synopsis: synopses[how],
    parameters: [group, member, bypass],
    output: nothing,
    confirms: how !== 'add',
    changes: true,
    examples: [],
    wording: membersWording(setDistributionGroupMember.name, how, member),
    async run({ parameters: { Identity, ...said }, whatIf, order }) {
      const members = said[member.name] ?? [];
      const input = {
        identity: Identity,
        [how]: Array.isArray(members) ? members : [members],
        validateOnly: whatIf,
      };
      return told(await order(setDistributionGroupMember, input), whatIf);
    },
  };
}

const synopses: Readonly<Record<MembersChange, string>> = {
  add: 'Takes a recipient into a group.',
  remove: 'Takes a recipient out of a group.',
  members: 'Gives a group these members in the place of those that it has.',
};

const reducedRecipient = {
  typeName: 'Microsoft.Exchange.Data.Directory.Management.ReducedRecipient',
  columns: ['Name', 'RecipientType'],
};
/** So many the operation tells of. */
const shownMax = 1_000;

function listing(
  noun: 'DistributionGroup' | 'DynamicDistributionGroup',
  operation: typeof getDistributionGroupMember | typeof getDynamicDistributionGroupMember,
): Cmdlet {
  return {
    name: `Get-${noun}Member`,
    synopsis: operation.summary,
    parameters: [
      identityParameter(noun, { mandatory: true, description: 'Name, alias or address of the group.' }),
      resultSize,
    ],
    output: reducedRecipient,
    confirms: false,
    changes: false,
    examples: [{ command: `Get-${noun}Member "Sales"`, description: 'Who gets what is sent to it.' }],
    async run({ parameters: { Identity, ResultSize }, order }) {
      const members = await order(operation, { identity: Identity });
      return {
        output: members.slice(0, limitOf(ResultSize)).map(memberObject),
      };
    },
  };
}

type Member = Awaited<ReturnType<typeof getDistributionGroupMember.run>>[number];

function memberObject({ name, alias, recipientType, primarySmtpAddress, guid }: Member): OutputObject {
  return {
    Name: name,
    Alias: alias,
    RecipientType: recipientType,
    PrimarySmtpAddress: primarySmtpAddress,
    Identity: name,
    Guid: guid,
  };
}

/** Of a group that there is not yet, as New-DynamicDistributionGroup would make it. */
const conditions = kindParameters('DynamicDistributionGroups').filter(({ name }) =>
  /^(?:RecipientFilter|IncludedRecipients|Conditional\w+)$/.test(name),
);

const supposed: Cmdlet = {
  name: showDynamicDistributionGroupMember.name,
  synopsis: showDynamicDistributionGroupMember.summary,
  parameters: [...conditions, resultSize],
  output: reducedRecipient,
  confirms: false,
  changes: false,
  examples: [
    {
      command: 'Show-DynamicDistributionGroupMember -IncludedRecipients MailboxUsers',
      description: 'Whom a group of all mailboxes would have.',
    },
  ],
  async run({ parameters: { ResultSize, ...said }, order }) {
    const parameters = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
    const limit = Math.min(limitOf(ResultSize), shownMax);
    const { members, total } = await order(showDynamicDistributionGroupMember, { parameters, limit });
    const isCut = total > members.length && limitOf(ResultSize) > shownMax;
    return {
      output: members.map(memberObject),
      warnings: isCut ? [`these are ${members.length} of ${total}`] : [],
    };
  },
};

const one = parameter('Member', 'Name, alias or address.', { mandatory: true, objects: 'Recipient' });

export const memberCmdlets: readonly Cmdlet[] = [
  listing('DistributionGroup', getDistributionGroupMember),
  listing('DynamicDistributionGroup', getDynamicDistributionGroupMember),
  supposed,
  changing('Add-DistributionGroupMember', 'add', one),
  changing('Remove-DistributionGroupMember', 'remove', one),
  changing(
    'Update-DistributionGroupMember',
    'members',
    parameter('Members', 'Names, aliases or addresses.', { multiple: true }),
  ),
];
