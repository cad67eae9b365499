import type { KeptDelivery, QueuedRecipient, ResubmitDeclaration } from '@mailyard/queue';
import { queueNameOf, type NextHop } from '@mailyard/routing';
import { formatPath } from '@mailyard/smtp';

/** Those of a delivery's recipients that a request means; none: it does not mean the delivery. */
export function requestedOf(
  { startTime, endTime, destination, sender, recipient }: ResubmitDeclaration,
  { deliveredAt, nextHop, item, recipients }: KeptDelivery,
): readonly QueuedRecipient[] {
  if (deliveredAt < startTime || deliveredAt > endTime) return [];
  if (!leadsTo(nextHop, destination)) return [];
  if (sender !== undefined && !isLike(formatPath(item.envelope.reversePath), sender)) return [];
  if (recipient === undefined) return recipients;
  return recipients.filter(({ path }) => isLike(formatPath(path), recipient));
}

/** Hosts of others, who do not know what they have, get nothing again unless they are named. */
function leadsTo(nextHop: NextHop, destination: string | undefined): boolean {
  if (destination === undefined) return nextHop.deliveryType === 'SmtpDeliveryToMailbox';
  return isLike(nextHop.domain, destination) || isLike(queueNameOf(nextHop), destination);
}

/** Letters of either case; `*` stands for anything. */
function isLike(text: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 'isu').test(text);
}
