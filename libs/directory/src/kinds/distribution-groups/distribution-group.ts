import { listOf } from '@mailyard/schema';
import { z } from 'zod';

import { groupParameters } from '../recipients/group-parameters.js';
import { nestedModeration } from '../recipients/moderation-parameters.js';
import { completeRecipient, recipientParameters } from '../recipients/recipient.js';

/** What can be said of a group; `distributionGroupSchema` fills in the rest. */
export const distributionGroupParameters = z.strictObject({
  ...recipientParameters,
  Members: listOf(z.string().min(1))
    .default([])
    .describe('Names, aliases or addresses of recipients of any kind.'),
  ManagedBy: listOf(z.string().min(1)).optional().describe('Names, aliases or addresses of its managers.'),
  ...groupParameters,
  ...nestedModeration,
});

export const distributionGroupSchema = distributionGroupParameters
  .transform((group) => completeRecipient(group))
  .readonly();

export type DistributionGroup = z.infer<typeof distributionGroupSchema>;
