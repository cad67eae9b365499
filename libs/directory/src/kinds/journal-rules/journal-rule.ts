import { guid, nameKey, objectName, oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { identityOf } from '../lookup.js';

const recipientName = z.string().trim().min(1);

export const journalRuleSchema = z
  .strictObject({
    Guid: guid,
    Name: objectName,
    JournalEmailAddress: recipientName.describe(
      'Gets the reports: a recipient of the organization, or an address of somebody else.',
    ),
    Recipient: recipientName
      .optional()
      .describe(
        'Whose mail is reported, sent and received: a recipient, or the members of a group. Default: everybody’s.',
      ),
    Scope: oneOf(['Global', 'Internal', 'External'])
      .default('Global')
      .describe('Internal: sender and recipient are of the organization; External: one of them is not.'),
    Enabled: z.boolean().default(true).describe('False: nothing is reported.'),
  })
  .readonly();

export type JournalRule = z.infer<typeof journalRuleSchema>;

export const journalRuleNames = identityOf<JournalRule>('names of journal rules', ['Name'], nameKey);
