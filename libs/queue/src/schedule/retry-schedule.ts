import type { TransportSettings } from '@mailyard/directory';
import type { DeliveryType } from '@mailyard/routing';

/** Wait before the next attempt to reach a next hop, after `retryCount` failed ones in a row. */
export function queueRetryDelayMs(
  retryCount: number,
  queue: { readonly deliveryType: DeliveryType; readonly settings: TransportSettings },
): number {
  const { settings } = queue;
  const glitches = settings.QueueGlitchRetryCount;
  if (retryCount < glitches) return settings.QueueGlitchRetryInterval;
  if (queue.deliveryType === 'SmtpDeliveryToMailbox') return settings.MailboxDeliveryQueueRetryInterval;
  const transient = retryCount < glitches + settings.TransientFailureRetryCount;
  if (transient) return settings.TransientFailureRetryInterval;
  return settings.OutboundConnectionFailureRetryInterval;
}
