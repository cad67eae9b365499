import type { Kind, ObjectProblem } from '../kind.js';
import { isRecipient, referencesToRecipient } from '../recipients/recipient-references.js';
import { transportSettingsSchema, type TransportSettings } from './transport-settings.js';

export const transportSettings = {
  noun: 'TransportConfig',
  schema: transportSettingsSchema,
  indexes: [],
  builtIn: [{}],
  text: { introduction: 'One object, not a list.' },

  references: ({ MicrosoftExchangeRecipientReplyRecipient: postmaster }) =>
    postmaster === undefined ? [] : referencesToRecipient(postmaster),

  *problems({ MicrosoftExchangeRecipientReplyRecipient: postmaster }, lookup): Iterable<ObjectProblem> {
    if (postmaster === undefined || isRecipient(postmaster, lookup)) return;
    const path = ['MicrosoftExchangeRecipientReplyRecipient'];
    yield { path, reason: `no recipient ${postmaster}` };
  },
} as const satisfies Kind<TransportSettings>;
