import { ListedQueues } from '@mailyard/operations';
import { formatMetrics, Metrics } from '@mailyard/telemetry';

import { registerQueueGauges } from './queue-gauges.js';

type Listed = Awaited<ReturnType<ListedQueues['current']>>[number];
const queue = (name: string, messageCount: number): Listed => ({
  name,
  identity: `MBX01\\${name}`,
  deliveryType: 'DnsConnectorDelivery',
  nextHopCategory: 'External',
  nextHopDomain: name,
  nextHopConnector: '',
  status: 'Retry',
  messageCount,
  activeCount: 0,
  delayedCount: 0,
  suspendedCount: 0,
  messageCountsPerPriority: { High: 0, Normal: messageCount, Low: 0 },
  delayedCountsPerPriority: { High: 0, Normal: 0, Low: 0 },
  incomingRate: 0,
  outgoingRate: 0,
  velocity: 0,
  retryCount: 1,
  waitCause: 'connections',
});

it('of ten thousand queues the longest are told one by one, and all are listed once for many readings', async () => {
  let lists = 0;
  const queues = Array.from({ length: 10_000 }, (_, at) => queue(`d${at}.example`, at === 7_000 ? 30 : 2));
  const metrics = new Metrics({ service: 'admin-center', instance: 'a' });
  registerQueueGauges(
    metrics,
    new ListedQueues({
      list: () => {
        lists += 1;
        return Promise.resolve(queues);
      },
      some: () => Promise.resolve([]),
    }),
  );
  let text = '';
  for (let times = 0; times < 5; times += 1) text = await formatMetrics([await metrics.snapshot()]);
  expect(lists).toBe(1);
  const lines = text.split('\n').filter((line) => line.startsWith('mailyard_queue_messages{'));
  expect(lines).toHaveLength(101);
  expect(lines[0]).toMatch(/queue="MBX01\\\\d7000\.example".* 30$/);
  expect(lines.find((line) => line.includes('queue="(others)"'))).toMatch(/ 19800$/);
  expect(text).toMatch(/^mailyard_retry_remote_delivery_queue_length\{[^}]*\} 20028$/m);
  expect(text).toMatch(/^mailyard_queues_waiting\{cause="connections"[^}]*\} 10000$/m);
});
