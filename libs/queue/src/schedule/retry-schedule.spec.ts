import { randomUUID } from 'node:crypto';

import { transportSettingsSchema } from '@mailyard/directory';
import type { DeliveryType } from '@mailyard/routing';

import { queueRetryDelayMs } from './retry-schedule.js';

const minute = 60_000;
const settings = transportSettingsSchema.parse({ Guid: randomUUID() });

describe('the ladder of a queue that cannot connect', () => {
  it.each<[DeliveryType, number[]]>([
    ['DnsConnectorDelivery', [1, 1, 1, 1, 5, 5, 5, 5, 5, 5, 10, 10]],
    ['SmtpDeliveryToMailbox', [1, 1, 1, 1, 5, 5, 5, 5, 5, 5, 5, 5]],
  ])('%s', (deliveryType, minutes) => {
    const waits = minutes.map((_, retryCount) => queueRetryDelayMs(retryCount, { deliveryType, settings }));
    expect(waits.map((wait) => wait / minute)).toEqual(minutes);
  });
});
