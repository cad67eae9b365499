import type { WaitCause } from '@mailyard/message';
import type { Reply } from '@mailyard/smtp';

/** What became of one recipient at one attempt; callers switch over it. */
export type DeliveryResult =
  | { readonly action: 'delivered'; readonly reply: Reply }
  /** `waitCause`: why, when the next hop did not ask for it. */
  | { readonly action: 'delayed'; readonly reply: Reply; readonly waitCause?: 'content-unavailable' }
  /** `waited`: it failed because it was too old, and this is why. */
  | { readonly action: 'failed'; readonly reply: Reply; readonly waited?: WaitCause }
  /** Refused for good; the alternate recipient that the sender named gets the message. */
  | { readonly action: 'redirected'; readonly reply: Reply };
