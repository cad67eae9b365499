import type { Kind, ObjectProblem } from '../kind.js';
import type { Reference } from '../lookup.js';
import {
  addressProblems,
  addressReferences,
  isRecipient,
  foundAsRecipient,
  referencesToRecipient,
} from '../recipients/recipient-indexes.js';
import {
  distributionGroupParameters,
  distributionGroupSchema,
  type DistributionGroup,
} from './distribution-group.js';

export const distributionGroups = {
  noun: 'DistributionGroup',
  schema: distributionGroupSchema,
  parameters: distributionGroupParameters,
  ...foundAsRecipient<DistributionGroup>(),
  text: { introduction: 'A list of groups; groups may contain groups.' },

  *references(group): Iterable<Reference> {
    yield* addressReferences(group);
    for (const member of group.Members) yield* referencesToRecipient(member);
  },

  *problems(group, lookup): Iterable<ObjectProblem> {
    yield* addressProblems(group, lookup);
    for (const [at, member] of group.Members.entries()) {
      if (!isRecipient(member, lookup)) yield { path: ['Members', at], reason: `no recipient ${member}` };
    }
  },
} as const satisfies Kind<DistributionGroup>;
