import { formatMetrics, Metrics } from './metrics.js';

describe('metrics', () => {
  it('of several processes are told together, each with its service and instance', async () => {
    const snapshots = await Promise.all(
      ['a', 'b'].map(async (instance, index) => {
        // A process has more than becomes labels.
        const process = { service: 'hub-transport', instance, logger: {} };
        const metrics = new Metrics(process);
        metrics
          .counter('mailyard_messages_accepted_total', { help: 'Messages answered with 250.' })
          .inc(index + 1);
        // As they arrive through Redis.
        return JSON.parse(JSON.stringify(await metrics.snapshot())) as Awaited<
          ReturnType<Metrics['snapshot']>
        >;
      }),
    );
    const lines = (await formatMetrics(snapshots)).split('\n');
    expect(lines).toContain('# HELP mailyard_messages_accepted_total Messages answered with 250.');
    expect(lines).toContain('mailyard_messages_accepted_total{service="hub-transport",instance="a"} 1');
    expect(lines).toContain('mailyard_messages_accepted_total{service="hub-transport",instance="b"} 2');
    expect(lines.some((line) => line.startsWith('process_resident_memory_bytes{'))).toBe(true);
  });

  it('a gauge can be read when somebody asks', async () => {
    const metrics = new Metrics({ service: 'hub-transport', instance: 'a' });
    let depth = 1;
    metrics.gauge('mailyard_queue_messages', {
      help: 'Messages in a queue.',
      labels: ['queue'],
      read: (gauge) => gauge.set({ queue: 'Submission' }, depth),
    });
    depth = 42;
    expect(await metrics.registry.metrics()).toContain(
      'mailyard_queue_messages{queue="Submission",service="hub-transport",instance="a"} 42',
    );
  });

  it('a histogram counts into its buckets', async () => {
    const metrics = new Metrics({ service: 'hub-transport', instance: 'a' });
    const name = 'mailyard_accept_seconds';
    const labels = ['stage'] as const;
    const seconds = metrics.histogram(name, { help: 'Time.', labels, buckets: [0.1, 1] });
    for (const value of [0.1, 0.5, 1, 5]) seconds.observe({ stage: 'a' }, value);
    seconds.labels({ stage: 'b' }).observe(0.05);
    const text = await formatMetrics([await metrics.snapshot()]);
    const own = text.split('\n').filter((line) => line.startsWith(name));
    const of = (stage: string, le?: string) =>
      `{${le === undefined ? '' : `le="${le}",`}stage="${stage}",service="hub-transport",instance="a"}`;
    expect(text).toContain(`# TYPE ${name} histogram`);
    expect(own.map((line) => line.replace(name, '')).toSorted()).toEqual(
      [['a', [1, 3, 4], 6.6] as const, ['b', [1, 1, 1], 0.05] as const]
        .flatMap(([stage, counts, sum]) => [
          ...['0.1', '1', '+Inf'].map((le, at) => `_bucket${of(stage, le)} ${counts[at]}`),
          `_sum${of(stage)} ${sum}`,
          `_count${of(stage)} ${counts[2]}`,
        ])
        .toSorted(),
    );
  });
});
