import { recipientLimit, sendSizeLimit, type Organization } from '@mailyard/directory';
import { replies, type Reply } from '@mailyard/smtp';

import type { RoutableMessage } from '../../routable-message.js';
import type { Sender } from '../sender.js';

/**
 * Why nobody gets the message, whoever they are: it has more recipients than its sender may name, or is larger than they may
 * send. Both are judged where it enters the organization, by the envelope as it came, in which a group counts as one.
 */
export function messageRefusal(
  { recipients, size, source, history }: RoutableMessage,
  sender: Sender,
  organization: Organization,
): Reply | undefined {
  if (source.headerRights.organization || history?.resolved === true) return undefined;
  // A single one is within every limit.
  if (recipients.length > 1 && recipients.length > recipientLimit(sender.authenticated, organization)) {
    return replies.recipientLimitExceeded;
  }
  if (sender.hearsNothing) return undefined;
  const known = sender.authenticated;
  if (size <= sendSizeLimit(known, organization)) return undefined;
  const isOwn = known !== undefined && known.MaxSendSize !== 'Unlimited';
  return isOwn ? replies.tooLargeForSender : replies.tooLargeForOrganization;
}
