import type { Organization } from '@mailyard/directory';
import type { EnvelopeRecipient } from '@mailyard/smtp';

import type { Categorization } from './categorization.js';

/** Resolves recipients and chooses each one's next hop. */
export function categorize(
  message: { readonly recipients: readonly EnvelopeRecipient[] },
  organization: Organization,
): Categorization {
  throw new Error(`not written yet: ${message.recipients.length} ${typeof organization}`);
}
