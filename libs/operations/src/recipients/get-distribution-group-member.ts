import { isGroup, recipientTypes, type Organization, type Recipient } from '@mailyard/directory';
import { z } from 'zod';

import { ObjectNotFound } from '../objects/identity/object-identity.js';
import { operation } from '../operation.js';

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
      })
      .readonly(),
  )
  .readonly();

export const getDistributionGroupMember = operation({
  name: 'Get-DistributionGroupMember',
  summary: 'Lists the members of a group, those of a dynamic one by its filter.',
  input: z.object({ identity: z.string().min(1).describe('Name, alias or address of the group.') }),
  output: groupMembers,
  right: 'View-Only Recipients',
  alsoBy: ['Distribution Groups'],
  audit: false,
  run({ identity }, { directory }) {
    return Promise.resolve(membersOf(identity, directory.organization));
  },
});

/** Of groups of this kind alone, where one is named. */
export function membersOf(
  identity: string,
  organization: Organization,
  kind?: Recipient['kind'],
): z.output<typeof groupMembers> {
  const group = organization.recipientByName(identity);
  if (group === undefined || !isGroup(group) || (kind ?? group.kind) !== group.kind) {
    throw new ObjectNotFound(kind ?? 'group', identity);
  }
  return organization.members(group).map((each) => ({
    name: each.Name,
    alias: each.Alias,
    recipientType: recipientTypes[each.kind],
    primarySmtpAddress: each.PrimarySmtpAddress,
    guid: each.Guid,
  }));
}
