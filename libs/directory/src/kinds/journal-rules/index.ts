import type { Kind, ObjectProblem } from '../kind.js';
import type { Reference } from '../lookup.js';
import { isRecipient, referencesToRecipient } from '../recipients/recipient-references.js';
import { journalRuleNames, journalRuleSchema, type JournalRule } from './journal-rule.js';

export const journalRules = {
  noun: 'JournalRule',
  organizationOnly: true,
  schema: journalRuleSchema,
  identity: journalRuleNames,
  indexes: [journalRuleNames],
  text: {
    introduction:
      'Whose mail is reported to a mailbox that keeps it: of each message one report, with its sender and recipients and the message as it was.',
  },

  *references({ JournalEmailAddress, Recipient }): Iterable<Reference> {
    yield* referencesToRecipient(JournalEmailAddress);
    if (Recipient !== undefined) yield* referencesToRecipient(Recipient);
  },

  *problems({ JournalEmailAddress: to, Recipient: of }, lookup): Iterable<ObjectProblem> {
    if (!to.includes('@') && !isRecipient(to, lookup)) {
      yield { path: ['JournalEmailAddress'], reason: `no recipient ${to}, and no address` };
    }
    if (of !== undefined && !isRecipient(of, lookup)) {
      yield { path: ['Recipient'], reason: `no recipient ${of}` };
    }
  },
} as const satisfies Kind<JournalRule>;
