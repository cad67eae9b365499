import { formatTimeSpan } from '@mailyard/schema';

import type { TransportSettings } from './transport-settings.js';

type Retries = Pick<
  TransportSettings,
  'DelayNotificationTimeout' | 'TransientFailureRetryCount' | 'TransientFailureRetryInterval'
>;

/** What is allowed, and surely not meant. */
export function transportWarnings({
  DelayNotificationTimeout: delay,
  TransientFailureRetryCount: count,
  TransientFailureRetryInterval: interval,
}: Retries): readonly string[] {
  const attempts = count * interval;
  if (delay > attempts) return [];
  return [
    `DelayNotificationTimeout: ${formatTimeSpan(delay)} is no longer than ${count} times TransientFailureRetryInterval, ${formatTimeSpan(attempts)}: senders are told of delays that the next attempts may end`,
  ];
}
