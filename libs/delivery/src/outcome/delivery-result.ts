import type { WaitCause } from '@mailyard/message';
import type { Reply } from '@mailyard/smtp';

/** What became of one recipient at one attempt; callers switch over it. */
export type DeliveryResult =
  | { readonly action: 'delivered'; readonly reply: Reply }
  | { readonly action: 'delayed'; readonly reply: Reply }
  /** `waited`: it failed because it was too old, and this is why. */
  | { readonly action: 'failed'; readonly reply: Reply; readonly waited?: WaitCause }
  /** Refused for good; the alternate recipient that the sender named gets the message. */
  | { readonly action: 'redirected'; readonly reply: Reply };

/**
 * What became of an attempt. `recipients`: the next hop spoke about each of them, in order. `queue`: it could not be
 * reached or went away, so nothing is known and every message for it has to wait.
 */
export type DeliveryOutcome =
  | { readonly scope: 'recipients'; readonly results: readonly DeliveryResult[]; readonly remote: RemoteHost }
  | { readonly scope: 'queue'; readonly lastError: Reply };

/** The host that answered, for DSNs. */
export interface RemoteHost {
  readonly host: string;
  readonly ip?: string;
}
