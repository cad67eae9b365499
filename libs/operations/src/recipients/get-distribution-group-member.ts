import { isGroup, recipientTypes } from '@mailyard/directory';
import { z } from 'zod';

import { ObjectNotFound } from '../objects/identity/object-identity.js';
import { operation } from '../operation.js';

const member = z
  .object({
    name: z.string(),
    alias: z.string(),
    recipientType: z.string().describe('UserMailbox, say.'),
    primarySmtpAddress: z.string(),
    guid: z.string(),
  })
  .readonly();

export const getDistributionGroupMember = operation({
  name: 'Get-DistributionGroupMember',
  summary: 'Lists the members of a group, those of a dynamic one by its filter.',
  input: z.object({ identity: z.string().min(1).describe('Name, alias or address of the group.') }),
  output: z.array(member).readonly(),
  right: 'View-Only Recipients',
  alsoBy: ['Distribution Groups'],
  audit: false,
  run({ identity }, { directory }) {
    const { organization } = directory;
    const group = organization.recipientByName(identity);
    if (group === undefined || !isGroup(group)) throw new ObjectNotFound('group', identity);
    return Promise.resolve(
      organization.members(group).map((each) => ({
        name: each.Name,
        alias: each.Alias,
        recipientType: recipientTypes[each.kind],
        primarySmtpAddress: each.PrimarySmtpAddress,
        guid: each.Guid,
      })),
    );
  },
});
