import type { Kind, ObjectProblem } from '../kind.js';
import { reportProblems } from '../recipients/group-parameters.js';
import { foundAsRecipient } from '../recipients/recipient-indexes.js';
import { recipientProblems, recipientReferences } from '../recipients/recipient-references.js';
import {
  conditionParameters,
  dynamicDistributionGroupParameters,
  dynamicDistributionGroupSchema,
  type DynamicDistributionGroup,
} from './dynamic-distribution-group.js';
import { filterProperties } from './recipient-filter.js';
import { recipientForm } from '../recipients/recipient-form.js';

export const dynamicDistributionGroups = {
  noun: 'DynamicDistributionGroup',
  organizationOnly: true,
  schema: dynamicDistributionGroupSchema,
  parameters: dynamicDistributionGroupParameters,
  ...foundAsRecipient<DynamicDistributionGroup>(),
  form: recipientForm,
  text: {
    introduction:
      'Groups whose members are those whom a filter finds at the moment: `RecipientFilter`, or `IncludedRecipients` with conditions, ' +
      'all of which must hold.',
    appendix: [
      'A RecipientFilter compares properties with `-eq`, `-ne`, `-like`, `-notlike` (`*` stands for any text), `-gt`, `-ge`, `-lt`, ' +
        '`-le`, `-contains`, without regard to case; texts with blanks are in quotes, and there are `$true`, `$false` and `$null` (the property is not set). ' +
        'Comparisons are joined by `-and`, `-or`, `-not` and parentheses; -not binds most tightly, then -and. Properties that name ' +
        'recipients are compared as they are written.',
      `Properties: ${filterProperties.map((name) => `\`${name}\``).join(', ')}. RecipientType is \`UserMailbox\`, \`MailUser\`, ` +
        '`MailContact`, `MailUniversalDistributionGroup` or `DynamicDistributionGroup`, and RecipientTypeDetails is the same.',
    ],
  },

  references: (group: DynamicDistributionGroup) => recipientReferences(group),

  *problems(group, lookup): Iterable<ObjectProblem> {
    yield* recipientProblems(group, lookup);
    yield* reportProblems(group);
    yield* filterProblems(group);
  },
} as const satisfies Kind<DynamicDistributionGroup>;

/** As New-DynamicDistributionGroup has it: a filter of one's own, or one that is put together of the other parameters. */
function* filterProblems(group: DynamicDistributionGroup): Iterable<ObjectProblem> {
  const { RecipientFilter, IncludedRecipients } = group;
  const [condition] = conditionParameters.filter((name) => group[name] !== undefined);
  if (RecipientFilter !== undefined) {
    const other = IncludedRecipients === undefined ? condition : 'IncludedRecipients';
    if (other !== undefined) yield { path: [other], reason: 'not together with RecipientFilter' };
    return;
  }
  if (IncludedRecipients !== undefined) return;
  yield condition === undefined
    ? { path: ['RecipientFilter'], reason: 'or IncludedRecipients is needed' }
    : { path: [condition], reason: 'needs IncludedRecipients' };
}
