import type { Kind, ObjectProblem } from '../kind.js';
import { reportProblems } from '../recipients/group-parameters.js';
import { foundAsRecipient } from '../recipients/recipient-indexes.js';
import { recipientProblems, recipientReferences } from '../recipients/recipient-references.js';
import {
  distributionGroupParameters,
  distributionGroupSchema,
  type DistributionGroup,
} from './distribution-group.js';
import { groupMembers } from './group-members.js';
import { recipientForm } from '../recipients/recipient-form.js';

export const distributionGroups = {
  noun: 'DistributionGroup',
  organizationOnly: true,
  schema: distributionGroupSchema,
  parameters: distributionGroupParameters,
  ...foundAsRecipient<DistributionGroup>(groupMembers),
  form: recipientForm,
  text: { introduction: 'A list of groups; groups may contain groups.' },

  references: (group: DistributionGroup) => recipientReferences(group),

  *problems(group, lookup): Iterable<ObjectProblem> {
    yield* recipientProblems(group, lookup);
    yield* reportProblems(group);
  },
} as const satisfies Kind<DistributionGroup>;
