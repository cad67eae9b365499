import {
  deliveryRestriction,
  receiveSizeLimit,
  type Organization,
  type Recipient,
} from '@mailyard/directory';
import { replies, type Reply } from '@mailyard/smtp';

import type { Sender } from '../sender.js';

/** Why a recipient does not get a message that others may get: it is too large for them, or the sender may not write to them. */
export function recipientRefusal(
  recipient: Recipient | undefined,
  { size, sender }: { readonly size: number; readonly sender: Sender },
  organization: Organization,
): Reply | undefined {
  if (sender.isSystem) return undefined;
  const isTooLarge = !sender.hearsNothing && size > receiveSizeLimit(recipient, organization);
  if (isTooLarge) return replies.recipientSizeLimit;
  if (recipient === undefined) return undefined;
  switch (deliveryRestriction(recipient, sender, organization)) {
    case 'SenderNotAuthenticated':
      return replies.senderNotAuthenticated;
    case 'SenderNotAllowed':
      return replies.senderNotAllowed;
    case undefined:
      return undefined;
  }
}
