import { entranceOf } from '@mailyard/message';
import type { MailItem } from '@mailyard/queue';
import { formatPath } from '@mailyard/smtp';
import type { TrackedMessage } from '@mailyard/tracking';

/** What is known of a message without its header and content. */
export type TrackableItem = Omit<MailItem, 'header' | 'content'>;

/** What every row about a message says. */
export function trackedItem(item: TrackableItem): TrackedMessage {
  const { envelope, source } = item;
  const { clientIp: originalClientIp, serverIp: originalServerIp } = entranceOf(source);
  const returnPath = formatPath(envelope.reversePath);
  return {
    internalMessageId: item.id,
    messageId: item.messageId,
    networkMessageId: item.networkMessageId,
    totalBytes: item.sizeBytes,
    ...(item.subject === undefined ? {} : { messageSubject: item.subject }),
    senderAddress: item.headerSender ?? returnPath,
    returnPath: returnPath === '' ? '<>' : returnPath,
    directionality: source.authAs === 'Internal' ? 'Originating' : 'Incoming',
    originalClientIp,
    originalServerIp,
  };
}

/** As Exchange's rows have it. */
export function customData({ priority }: TrackableItem): Readonly<Record<string, string>> {
  return { DeliveryPriority: priority ?? 'Normal' };
}
