import { randomUUID } from 'node:crypto';

import { transportSettingsSchema } from '@mailyard/directory';

import { connectorRetryDelayMs, mailboxRetryDelayMs, type RetrySchedule } from './retry-schedule.js';

const minute = 60_000;
const settings = transportSettingsSchema.parse({ Guid: randomUUID() });

describe('the ladder of a queue that cannot connect', () => {
  it.each<[string, RetrySchedule, number[]]>([
    ['DnsConnectorDelivery', connectorRetryDelayMs, [1, 1, 1, 1, 5, 5, 5, 5, 5, 5, 10, 10]],
    ['SmtpDeliveryToMailbox', mailboxRetryDelayMs, [1, 1, 1, 1, 5, 5, 5, 5, 5, 5, 5, 5]],
  ])('%s', (_, retryDelayMs, minutes) => {
    const waits = minutes.map((__, retryCount) => retryDelayMs(retryCount, settings));
    expect(waits.map((wait) => wait / minute)).toEqual(minutes);
  });
});
