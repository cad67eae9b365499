import type { TransportSettings } from '@mailyard/directory';

/** Wait before the next attempt to reach a next hop, after `retryCount` failed ones in a row. */
export type RetrySchedule = (retryCount: number, settings: TransportSettings) => number;

/** Of next hops outside, and of those that lie behind a connector. */
export const connectorRetryDelayMs: RetrySchedule = (retryCount, settings) => {
  const glitches = settings.QueueGlitchRetryCount;
  if (retryCount < glitches) return settings.QueueGlitchRetryInterval;
  const transient = retryCount < glitches + settings.TransientFailureRetryCount;
  if (transient) return settings.TransientFailureRetryInterval;
  return settings.OutboundConnectionFailureRetryInterval;
};

export const mailboxRetryDelayMs: RetrySchedule = (retryCount, settings) =>
  retryCount < settings.QueueGlitchRetryCount
    ? settings.QueueGlitchRetryInterval
    : settings.MailboxDeliveryQueueRetryInterval;
