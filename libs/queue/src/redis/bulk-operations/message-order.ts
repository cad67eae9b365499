/** What an administrator can order to be done with a copy in its queue. */
export type MessageOrder =
  | { readonly kind: 'Remove'; readonly withNDR: boolean }
  | { readonly kind: 'Suspend' | 'Resume' | 'Retry' | 'Resubmit' }
  /** `target`: the FQDN of a server of the organization. */
  | { readonly kind: 'Redirect'; readonly target: string };

/**
 * What came of it. Pending: somebody works on it, and it is suspended or removed if that fails. Gone: it has left its queue,
 * or was not in the state that the order would end. The others were refused: BeingDelivered, since somebody works on it;
 * Held, since an operation is about to remove it; AwaitingApproval, since a moderator has to decide first; Damaged, since it cannot be read.
 */
export const orderOutcomes = [
  'Done',
  'Pending',
  'Gone',
  'BeingDelivered',
  'InSubmission',
  'InPoison',
  'AwaitingApproval',
  'Suspended',
  'Held',
  'Damaged',
] as const;
export type OrderOutcome = (typeof orderOutcomes)[number];

/** One copy, in the queue where it was seen. */
export interface OrderedCopy {
  readonly id: string;
  readonly number: string;
  readonly queue: string;
}
