import { Metrics } from '@mailyard/telemetry';

import { TestServer } from '../spec-support/test-server.js';
import { getResourceSeries } from './get-resource-series.js';
import { getTransportSeries } from './get-transport-series.js';
import { SeriesRecorder } from './series-recorder.js';

const silent = { error: () => undefined } as unknown as ConstructorParameters<
  typeof SeriesRecorder
>[1]['log'];
const minuteMs = 60_000;

let server: TestServer;
let hub: Metrics;
let accepted: { inc(by: number): void };
let stage: { observe(labels: object, seconds: number): void };

beforeEach(async () => {
  server = await TestServer.start();
  hub = new Metrics({ service: 'hub-transport', instance: 'hub-a' });
  accepted = hub.counter('mailyard_hub_messages_accepted_total', { help: 'Accepted.' });
  stage = hub.histogram('mailyard_hub_stage_seconds', {
    help: 'Stages.',
    labels: ['stage', 'delivery_type'],
    buckets: [0.1, 1, 10],
  });
});
afterEach(() => server.stop());

const recorder = (instance = 'admin-a') => new SeriesRecorder(server.context, { instance, log: silent });

/** The hub's next heartbeat has arrived. */
async function told(): Promise<void> {
  server.context.registry.carryMetrics(() => hub.snapshot());
  // Every second one carries what was measured.
  for (let beat = 0; beat < 2; beat += 1) await server.announced({ id: 'hub-a', service: 'hub-transport' });
}

/** A process has told how much of its memory it needs, in percent. */
async function short(process: { readonly id: string; readonly service: string }, value: number) {
  const thresholds = { LowToMedium: 72, MediumToHigh: 75, HighToMedium: 73, MediumToLow: 71 };
  const resource = { resource: 'PrivateBytes', level: 'Low', value, threshold: 72, thresholds } as const;
  const pressure = { refuses: 'nobody', tarpitMs: 0, resources: [resource] } as const;
  await server.announced({ ...process, pressure });
}

async function values(name: string, minutes: readonly number[], resolution = 'minute') {
  const stepMs = resolution === 'minute' ? minuteMs : 15 * minuteMs;
  const [from = 0, to = from] = [minutes[0], minutes.at(-1)];
  const found = await server.order(getTransportSeries, {
    names: [name],
    from: from * stepMs,
    to: to * stepMs,
    resolution,
  });
  return found.series[0]?.values;
}

const thisMinute = () => Math.floor(Date.now() / minuteMs);

describe('the series of a server', () => {
  it('a counter is what it grew by in the minute, and the first look is a gap', async () => {
    const at = thisMinute();
    const looking = recorder();
    accepted.inc(100);
    await told();
    await looking.record(at - 3);
    accepted.inc(7);
    await told();
    await looking.record(at - 2);
    const [first, second, third] = (await values('messagesAccepted', [at - 3, at - 2, at - 1])) ?? [];
    expect([first, third]).toEqual([null, null]);
    // As a minute would have had, since a test takes a moment only.
    expect(second).toBeGreaterThanOrEqual(7);
  });

  it('the time to deliver is a quantile of the deliveries of that minute alone', async () => {
    const at = thisMinute();
    const looking = recorder();
    const labels = { stage: 'total', delivery_type: 'SmtpDeliveryToMailbox' };
    for (let each = 0; each < 100; each += 1) stage.observe(labels, 5);
    await told();
    await looking.record(at - 2);
    for (let each = 0; each < 100; each += 1) stage.observe(labels, 0.05);
    await told();
    await looking.record(at - 1);
    expect(await values('timeToDeliverP99', [at - 1])).toEqual([expect.closeTo(0.099, 3)]);
  });

  it('queues are counted as they are', async () => {
    const at = thisMinute();
    await server.queued();
    await server.queued();
    await recorder().record(at - 1);
    expect(await values('messagesReady', [at - 1])).toEqual([2]);
    expect(await values('poison', [at - 1])).toEqual([0]);
  });

  it('back pressure is the highest level of any resource', async () => {
    const at = thisMinute();
    await recorder().record(at - 2);
    hub.gauge('mailyard_back_pressure_level', {
      help: 'Level.',
      labels: ['resource'],
      read: (gauge) => {
        gauge.set({ resource: 'SystemMemory' }, 0);
        gauge.set({ resource: 'SubmissionQueue' }, 1);
      },
    });
    await told();
    await recorder().record(at - 1);
    // Nobody told of any before.
    expect(await values('backPressure', [at - 2, at - 1])).toEqual([null, 1]);
  });

  it('the last hour is known every five seconds, by the process that is asked', async () => {
    const looking = recorder();
    const step = Math.floor(Date.now() / 5_000);
    await server.queued();
    await looking.recordRecent(step - 721);
    await server.queued();
    await looking.recordRecent(step - 1);
    const read = async (names: readonly string[]) =>
      server.order(getTransportSeries, {
        names,
        from: 0,
        to: (step - 1) * 5_000,
        resolution: 'fiveSeconds',
      });
    const { stepMs, series } = await read(['messagesReady', 'messagesAccepted']);
    const [ready, taken] = series.map(({ values: all }) => all);
    // Listed queues are half a second old at most.
    expect([stepMs, ready?.length, ready?.at(-2)]).toEqual([5_000, 720, null]);
    expect(ready?.at(-1)).toBeGreaterThanOrEqual(1);
    expect(taken?.at(0)).toBeNull();
  });

  it('each resource of each service is kept, of several processes that which is shortest of it', async () => {
    const at = thisMinute();
    const looking = recorder();
    await short({ id: 'hub-a', service: 'hub-transport' }, 40);
    await short({ id: 'hub-b', service: 'hub-transport' }, 70);
    await short({ id: 'front-a', service: 'front-end-transport' }, 10);
    await looking.record(at - 1);
    await looking.recordRecent(Math.floor(Date.now() / 5_000));
    const read = async (resolution: 'minute' | 'fiveSeconds', from: number) => {
      const { series } = await server.order(getResourceSeries, { from, to: Date.now(), resolution });
      return new Map(series.map(({ service, resource, values: all }) => [`${service} ${resource}`, all]));
    };
    const minutes = await read('minute', (at - 2) * minuteMs);
    expect(minutes.get('hub-transport PrivateBytes')?.slice(0, 2)).toEqual([null, 70]);
    expect(minutes.get('front-end-transport PrivateBytes')?.slice(0, 2)).toEqual([null, 10]);
    const recent = await read('fiveSeconds', Date.now() - minuteMs);
    expect(recent.get('hub-transport PrivateBytes')).toContain(70);
  });

  it('of several admin centres one writes', async () => {
    const at = thisMinute();
    await server.queued();
    await recorder('admin-a').record(at - 2);
    await server.queued();
    await recorder('admin-b').record(at - 2);
    expect(await values('messagesReady', [at - 2])).toEqual([1]);
  });

  it('a quarter of an hour is the mean of what is known of its minutes', async () => {
    const looking = recorder();
    const quarter = Math.floor(thisMinute() / 15) - 1;
    await server.queued();
    await looking.record(quarter * 15 + 3);
    await server.queued();
    await looking.record(quarter * 15 + 14);
    expect(await values('messagesReady', [quarter], 'quarterHour')).toEqual([1.5]);
  });

  it('a ring forgets what is older than it goes back', async () => {
    const looking = recorder();
    const at = thisMinute();
    await looking.record(at - 24 * 60 - 5);
    expect(await values('messagesReady', [at - 24 * 60 - 5])).toEqual([0]);
    await server.queued();
    await looking.record(at - 5);
    expect(await values('messagesReady', [at - 24 * 60 - 5])).toEqual([null]);
    expect(await values('messagesReady', [at - 5])).toEqual([1]);
  });

  it('tells of no step before the range, and refuses one that ends before it begins', async () => {
    await expect(
      server.order(getTransportSeries, { names: ['poison'], from: Date.now(), to: 0 }),
    ).rejects.toThrow('from: must be before to');
    await expect(server.order(getTransportSeries, { names: ['nonsense'], from: 0 })).rejects.toThrow('names');
  });
});
