import { listOf, oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { groupParameters } from '../recipients/group-parameters.js';
import { customAttributes } from '../recipients/property-parameters.js';
import { completeRecipient, recipientParameters } from '../recipients/recipient.js';
import { filterProblem } from './recipient-filter.js';

export const includedRecipients = [
  'None',
  'AllRecipients',
  'MailboxUsers',
  'Resources',
  'MailContacts',
  'MailGroups',
  'MailUsers',
] as const;

const recipientFilter = z
  .string()
  .trim()
  .min(1)
  .max(8192)
  .superRefine((text, context) => {
    const message = filterProblem(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });

const oneOfValues = (what: string) =>
  listOf(z.string().trim().min(1).max(1024))
    .optional()
    .describe(`Only those whose ${what} is one of these, without regard to case; with IncludedRecipients.`);

type AttributeCondition = `Conditional${(typeof customAttributes)[number]}`;

const attributeConditions = Object.fromEntries(
  customAttributes.map((name) => [`Conditional${name}`, oneOfValues(name)]),
) as Readonly<Record<AttributeCondition, ReturnType<typeof oneOfValues>>>;

const conditions = {
  ConditionalDepartment: oneOfValues('Department'),
  ConditionalCompany: oneOfValues('Company'),
  ConditionalStateOrProvince: oneOfValues('StateOrProvince'),
  ...attributeConditions,
};

type ConditionParameter = keyof typeof conditions;

/** Each with the property of recipients that it asks for. */
export const conditionParameters = Object.keys(conditions) as readonly ConditionParameter[];

/** What can be said of a dynamic group; `dynamicDistributionGroupSchema` fills in the rest. */
export const dynamicDistributionGroupParameters = z.strictObject({
  ...recipientParameters,
  RecipientFilter: recipientFilter
    .optional()
    .describe(
      "Who belongs to the group, in OPATH: `(RecipientType -eq 'UserMailbox') -and (Department -like 'Sales*')`. In place of the parameters that follow.",
    ),
  IncludedRecipients: listOf(oneOf(includedRecipients))
    .optional()
    .describe('Kinds of recipients that belong to it; there are no resources here, so these are nobody.'),
  ...conditions,
  ManagedBy: z.string().min(1).optional().describe('Name, alias or address of its manager.'),
  ...groupParameters,
});

export const dynamicDistributionGroupSchema = dynamicDistributionGroupParameters
  .transform((group) => completeRecipient(group))
  .readonly();

export type DynamicDistributionGroup = z.infer<typeof dynamicDistributionGroupSchema>;
