import { randomUUID } from 'node:crypto';

import { transportSettingsSchema } from '@mailyard/directory';

import { connectorRetryDelayMs, mailboxRetryDelayMs, type RetrySchedule } from './retry-schedule.js';

const minute = 60_000;
const settings = transportSettingsSchema.parse({ Guid: randomUUID() });
/** As setup makes those of an Edge. */
const ofEdge = {
  ...settings,
  TransientFailureRetryInterval: 10 * minute,
  OutboundConnectionFailureRetryInterval: 30 * minute,
};

describe('the ladder of a queue that cannot connect', () => {
  it.each<[string, RetrySchedule, typeof settings, number[]]>([
    ['DnsConnectorDelivery', connectorRetryDelayMs, settings, [1, 1, 1, 1, 5, 5, 5, 5, 5, 5, 10, 10]],
    ['SmtpDeliveryToMailbox', mailboxRetryDelayMs, settings, [1, 1, 1, 1, 5, 5, 5, 5, 5, 5, 5, 5]],
    ['H14: at an Edge', connectorRetryDelayMs, ofEdge, [1, 1, 1, 1, 10, 10, 10, 10, 10, 10, 30, 30]],
  ])('%s', (_, retryDelayMs, known, minutes) => {
    const waits = minutes.map((__, retryCount) => retryDelayMs(retryCount, known));
    expect(waits.map((wait) => wait / minute)).toEqual(minutes);
  });
});
