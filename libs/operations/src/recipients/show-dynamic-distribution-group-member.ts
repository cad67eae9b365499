import { dynamicDistributionGroupSchema, type Organization } from '@mailyard/directory';
import { z } from 'zod';

import { saidParameters } from '../objects/object-parameters.js';
import { operation, OperationError, OperationInputError } from '../operation.js';
import { groupMembers, memberView } from './get-distribution-group-member.js';

export const showDynamicDistributionGroupMember = operation({
  name: 'Show-DynamicDistributionGroupMember',
  summary:
    'Tells whom the filter of a dynamic group would find at this moment, before there is such a group.',
  input: z.object({
    parameters: saidParameters('DynamicDistributionGroups').describe(
      'RecipientFilter, or IncludedRecipients with conditions, as New-DynamicDistributionGroup takes them.',
    ),
    limit: z.int().min(1).max(1000).default(20),
  }),
  output: z
    .object({ total: z.int(), members: groupMembers.describe('The first of them, by name.') })
    .readonly(),
  right: 'View-Only Recipients',
  alsoBy: ['Distribution Groups'],
  audit: false,
  run({ parameters, limit }, { directory: { organization } }) {
    const found = organization.members(supposedGroup(parameters, organization));
    const first = found.toSorted((one, other) => one.Name.localeCompare(other.Name)).slice(0, limit);
    return Promise.resolve({ total: found.length, members: first.map(memberView) });
  },
});

const nobodysGuid = '00000000-0000-4000-8000-000000000000';

function supposedGroup(parameters: Readonly<Record<string, unknown>>, { defaultDomain }: Organization) {
  const { RecipientFilter, IncludedRecipients } = parameters;
  if ((RecipientFilter ?? IncludedRecipients) === undefined) {
    throw new OperationInputError('RecipientFilter or IncludedRecipients is needed');
  }
  const { data, error } = dynamicDistributionGroupSchema.safeParse({
    ...parameters,
    Guid: nobodysGuid,
    Name: 'supposed group',
    PrimarySmtpAddress: `supposed-group@${defaultDomain.DomainName}`,
  });
  if (data !== undefined) return data;
  const [issue] = error.issues;
  throw new OperationError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'cannot be read'}`);
}
