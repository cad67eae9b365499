import type { ServiceInstance } from '@mailyard/service';

import { ServiceActivity } from './service-activity.js';

const labels = { service: 'hub-transport', instance: 'a' };
const told = (counted: number): ServiceInstance =>
  ({
    id: 'a',
    service: 'hub-transport',
    metrics: [
      { name: 'mailyard_smtp_sessions', values: [{ value: 3, labels }] },
      { name: 'mailyard_hub_messages_accepted_total', values: [{ value: counted, labels }] },
      { name: 'process_cpu_seconds_total', values: [{ value: counted / 100, labels }] },
      { name: 'nodejs_eventloop_lag_p99_seconds', values: [{ value: 0.0123, labels }] },
    ],
  }) as unknown as ServiceInstance;

it('rates are of what has been counted since, and stand until the next ones', () => {
  const activity = new ServiceActivity();
  const look = (counted: number, at: number) => activity.look([told(counted)], at)[0];
  expect(look(100, 0)).toMatchObject({ connections: 3, loopDelayMs: 12 });
  expect(look(100, 0)).not.toHaveProperty('messagesPerSecond');
  expect(look(150, 5_000)).toMatchObject({ messagesPerSecond: 10, cpu: 0.1 });
  expect(look(160, 6_000)).toMatchObject({ messagesPerSecond: 10 });
  expect(look(200, 10_000)).toMatchObject({ messagesPerSecond: 10 });
  // It was started anew, and counts from its start.
  expect(look(5, 15_000)).toMatchObject({ messagesPerSecond: 0 });
  expect(activity.look([], 16_000)).toEqual([]);
  expect(look(9, 20_000)).not.toHaveProperty('messagesPerSecond');
});
