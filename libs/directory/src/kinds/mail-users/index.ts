import type { Kind } from '../kind.js';
import { externalAddresses } from '../recipients/external-address.js';
import { foundAsRecipient } from '../recipients/recipient-indexes.js';
import { recipientProblems, recipientReferences } from '../recipients/recipient-references.js';
import { userLogins } from '../recipients/user-logins.js';
import { mailUserParameters, mailUserSchema, type MailUser } from './mail-user.js';
import { recipientForm } from '../recipients/recipient-form.js';

export const mailUsers = {
  noun: 'MailUser',
  organizationOnly: true,
  schema: mailUserSchema,
  parameters: mailUserParameters,
  ...foundAsRecipient<MailUser>(userLogins, externalAddresses),
  form: recipientForm,
  text: {
    introduction: 'Users who can sign in here and have their mailbox elsewhere, at `ExternalEmailAddress`.',
  },

  references: (user: MailUser) => recipientReferences(user),
  problems: (user: MailUser, lookup) => recipientProblems(user, lookup),
} as const satisfies Kind<MailUser>;
