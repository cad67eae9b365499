import { recipientLimit, sendSizeLimit, type Organization } from '@mailyard/directory';
import { replies, Reply } from '@mailyard/smtp';

import type { RoutableMessage } from '../../routable-message.js';
import type { Sender } from '../sender.js';

/**
 * Why nobody gets the message, whoever they are: it has more recipients than its sender may name, or is larger than they may
 * send. Both are judged where it enters the organization, by the envelope as it came, in which a group counts as one. What
 * the folder that it lay in has refused stays so. `resolved`: an earlier pass has judged it.
 */
export function messageRefusal(
  { recipients, size, source, history }: RoutableMessage,
  { sender, resolved }: { readonly sender: Sender; readonly resolved: boolean },
  organization: Organization,
): Reply | undefined {
  const ofFolder = refusalOfFolder(source);
  if (ofFolder !== undefined || resolved || isJudged({ source, history })) return ofFolder;
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

/** By the server that took it in. */
function isJudged({ source, history }: Pick<RoutableMessage, 'source' | 'history'>): boolean {
  return source.headerRights.organization || history?.resolved === true;
}

function refusalOfFolder({ refusal }: RoutableMessage['source']): Reply | undefined {
  return refusal && new Reply(refusal.code, refusal.status, refusal.text);
}
