import type { Recipient } from '@mailyard/directory';

import type { Bifurcation, ExpandedGroup, FailedRecipient, ResolvedRecipient } from '../categorization.js';

/** Where a recipient is: in a mailbox, or wherever its address says. */
export type Whereabouts = MailboxRecipient | { readonly kind: 'Outside' };

export type MailboxRecipient = Extract<Recipient, { readonly kind: 'Mailbox' }>;

/** A recipient after resolution: routing has only to find the way. */
export interface Addressee {
  readonly recipient: ResolvedRecipient;
  readonly at: Whereabouts;
  /** Absent: the message as it is will do. */
  readonly bifurcation?: Bifurcation;
}

/** What recipient resolution makes of recipients. */
export interface Resolved {
  readonly addressees: readonly Addressee[];
  readonly failed: readonly FailedRecipient[];
  readonly expanded: readonly ExpandedGroup[];
}
