import { z } from 'zod';

import { operation } from '../operation.js';
import { getDistributionGroupMember, groupMembers, membersOf } from './get-distribution-group-member.js';

export const getDynamicDistributionGroupMember = operation({
  ...getDistributionGroupMember,
  name: 'Get-DynamicDistributionGroupMember',
  summary: 'Lists whom the filter of a dynamic group finds at this moment.',
  input: z.object({ identity: z.string().min(1).describe('Name, alias or address of the group.') }),
  output: groupMembers,
  run: ({ identity }, { directory }) =>
    Promise.resolve(membersOf(identity, directory.organization, 'DynamicDistributionGroup')),
});
