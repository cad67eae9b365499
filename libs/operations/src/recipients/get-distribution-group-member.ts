import { isGroup, recipientTypes, type Organization, type Recipient } from '@mailyard/directory';
import { z } from 'zod';

import { ObjectNotFound } from '../objects/identity/object-identity.js';
import { operation } from '../operation.js';
import { expandedGroup } from './expanded-group.js';

/** Of a group, as people see them. */
export const groupMembers = z
  .array(
    z
      .object({
        name: z.string(),
        alias: z.string(),
        recipientType: z.string().describe('UserMailbox, say.'),
        primarySmtpAddress: z.string(),
        guid: z.string(),
        through: z.array(z.string()).readonly().optional().describe('With recurse: the groups in between.'),
        isLoop: z.boolean().optional().describe('With recurse: the group is within itself.'),
      })
      .readonly(),
  )
  .readonly();

export const getDistributionGroupMember = operation({
  name: 'Get-DistributionGroupMember',
  summary: 'Lists the members of a group, those of a dynamic one by its filter.',
  input: z.object({
    identity: z.string().min(1).describe('Name, alias or address of the group.'),
    recurse: z.boolean().default(false).describe('Those of member groups, too, each once.'),
  }),
  output: groupMembers,
  right: 'View-Only Recipients',
  alsoBy: ['Distribution Groups'],
  audit: false,
  run({ identity, recurse }, { directory: { organization } }) {
    if (!recurse) return Promise.resolve(membersOf(identity, organization));
    const expanded = expandedGroup(groupNamed(identity, organization), organization);
    return Promise.resolve(
      expanded.map(({ member, through, isLoop }) => ({ ...memberView(member), through, isLoop })),
    );
  },
});

/** Of groups of this kind alone, where one is named. */
export function membersOf(
  identity: string,
  organization: Organization,
  kind?: Recipient['kind'],
): z.output<typeof groupMembers> {
  return organization.members(groupNamed(identity, organization, kind)).map(memberView);
}

function groupNamed(identity: string, organization: Organization, kind?: Recipient['kind']) {
  const group = organization.recipientByName(identity);
  if (group === undefined || !isGroup(group) || (kind ?? group.kind) !== group.kind) {
    throw new ObjectNotFound(kind ?? 'group', identity);
  }
  return group;
}

export function memberView({ Name, Alias, kind, PrimarySmtpAddress, Guid }: Recipient) {
  return {
    name: Name,
    alias: Alias,
    recipientType: recipientTypes[kind],
    primarySmtpAddress: PrimarySmtpAddress,
    guid: Guid,
  };
}
