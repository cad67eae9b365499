import { distributionGroupSchema, type DistributionGroup } from '../mailboxes/recipient.js';
import type { Kind, ObjectProblem, Reference } from '../kind.js';
import {
  addressProblems,
  addressReferences,
  isRecipient,
  recipientIndexes,
  recipientNames,
  referencesToRecipient,
} from '../mailboxes/recipient-indexes.js';

export const distributionGroups = {
  noun: 'DistributionGroup',
  schema: distributionGroupSchema,
  identity: recipientNames,
  indexes: recipientIndexes,

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
