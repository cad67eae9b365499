import type { Organization } from '@mailyard/directory';
import { statedPriority } from '@mailyard/message';
import type { MailItem, PriorityFacts } from '@mailyard/queue';

/**
 * With PriorityQueuingEnabled what the header says, but large messages, and those of a mailbox with
 * DowngradeHighPriorityMessagesEnabled, are Normal instead of High. Undefined: Normal.
 */
export function messagePriority(
  { header, sizeBytes, envelope: { reversePath } }: PriorityFacts,
  organization: Organization,
): MailItem['priority'] {
  const { PriorityQueuingEnabled, MaxHighPriorityMessageSize } = organization.transport;
  if (!PriorityQueuingEnabled) return undefined;
  const stated = statedPriority(header);
  if (stated !== 'High') return stated === 'Low' ? stated : undefined;
  if (sizeBytes > MaxHighPriorityMessageSize) return undefined;
  const sender = reversePath === null ? undefined : organization.recipient(reversePath);
  const downgraded = sender?.kind === 'Mailbox' && sender.DowngradeHighPriorityMessagesEnabled;
  return downgraded ? undefined : stated;
}
