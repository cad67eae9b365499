import { transportSettingsSchema, type TransportSettings } from './transport-settings.js';
import type { Kind, ObjectProblem } from '../kind.js';
import { isRecipient, referencesToRecipient } from '../mailboxes/recipient-indexes.js';

export const transportSettings = {
  noun: 'TransportConfig',
  schema: transportSettingsSchema,
  indexes: [],

  references: ({ MicrosoftExchangeRecipientReplyRecipient: postmaster }) =>
    postmaster === undefined ? [] : referencesToRecipient(postmaster),

  *problems({ MicrosoftExchangeRecipientReplyRecipient: postmaster }, lookup): Iterable<ObjectProblem> {
    if (postmaster === undefined || isRecipient(postmaster, lookup)) return;
    const path = ['MicrosoftExchangeRecipientReplyRecipient'];
    yield { path, reason: `no recipient ${postmaster}` };
  },
} as const satisfies Kind<TransportSettings>;
