import type { Kind } from '../kind.js';
import { externalAddresses } from '../recipients/external-address.js';
import { foundAsRecipient } from '../recipients/recipient-indexes.js';
import { recipientProblems, recipientReferences } from '../recipients/recipient-references.js';
import { mailContactParameters, mailContactSchema, type MailContact } from './mail-contact.js';
import { recipientForm } from '../recipients/recipient-form.js';

export const mailContacts = {
  noun: 'MailContact',
  organizationOnly: true,
  schema: mailContactSchema,
  parameters: mailContactParameters,
  ...foundAsRecipient<MailContact>(externalAddresses),
  form: recipientForm,
  text: {
    introduction:
      'People outside whom the organization knows. Mail for one of their addresses goes to `ExternalEmailAddress`; what is ' +
      'written to that address itself is mail for outside, unless it is one of their EmailAddresses as well.',
  },

  references: (contact: MailContact) => recipientReferences(contact),
  problems: (contact: MailContact, lookup) => recipientProblems(contact, lookup),
} as const satisfies Kind<MailContact>;
