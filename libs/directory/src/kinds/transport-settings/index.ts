import { span } from '@mailyard/schema';
import type { ServerRole } from '@mailyard/service';

import type { Kind, ObjectProblem } from '../kind.js';
import { isRecipient, referencesToRecipient } from '../recipients/recipient-references.js';
import { isOfEdge } from '../servers/server.js';
import type { Written } from '../text-form.js';
import { transportSettingsSchema, type TransportSettings } from './transport-settings.js';
import { settingsForm } from './settings-form.js';

export const transportSettings = {
  noun: 'TransportConfig',
  schema: transportSettingsSchema,
  indexes: [],
  builtIn: [{}],
  form: settingsForm,
  text: {
    introduction:
      'One object, not a list. An Edge begins with a TransientFailureRetryInterval of 10 and an OutboundConnectionFailureRetryInterval of 30 minutes.',
    section({ written = [], objects, serverRole, merge, implied }) {
      const made = madeAt(serverRole);
      const entries = merge(written, { defaultsOf: () => made });
      const isMissing = objects.length === 0 && entries.length === 0;
      return { entries: isMissing ? [implied(made)] : entries, unmentioned: [] };
    },
    changes: (_, lookup) => ({ defaults: madeAt(isOfEdge(lookup) ? 'Edge' : 'Mailbox') }),
  },

  references: ({ MicrosoftExchangeRecipientReplyRecipient: postmaster }) =>
    postmaster === undefined ? [] : referencesToRecipient(postmaster),

  *problems({ MicrosoftExchangeRecipientReplyRecipient: postmaster }, lookup): Iterable<ObjectProblem> {
    if (postmaster === undefined || isRecipient(postmaster, lookup)) return;
    const path = ['MicrosoftExchangeRecipientReplyRecipient'];
    yield { path, reason: `no recipient ${postmaster}` };
  },
} as const satisfies Kind<TransportSettings>;

/** What setup says of them: the next hops of an Edge are hosts of others, which are away for longer. */
function madeAt(role: ServerRole): Written {
  if (role === 'Mailbox') return {};
  return {
    TransientFailureRetryInterval: 10 * span.minute,
    OutboundConnectionFailureRetryInterval: 30 * span.minute,
  };
}
