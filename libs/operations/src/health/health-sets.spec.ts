import { healthSetsOf, serverHealth, type SeenServer } from './health-sets.js';
import { queueLengths } from './queue-lengths.js';

type Instance = SeenServer['instances'][number];

const listener = { name: 'Default', endpoint: { address: '::', port: 25 }, state: 'Listening' } as const;
const running = (service: string, more: Partial<Instance> = {}): Instance => ({
  service,
  state: 'Active',
  listeners: [listener],
  ...more,
});
const all = ['front-end-transport', 'hub-transport', 'mailbox-delivery'].map((service) => running(service));

function found(seen: Partial<SeenServer>) {
  const monitors = serverHealth({
    role: 'Mailbox',
    instances: all,
    lengths: queueLengths([]),
    queues: [],
    monitoring: 'Active',
    ...seen,
  });
  return {
    sets: Object.fromEntries(healthSetsOf(monitors).map((set) => [set.healthSet, set.alertValue])),
    unwell: monitors.filter(({ alertValue }) => alertValue !== 'Healthy').map(({ name }) => name),
  };
}

const well = { FrontendTransport: 'Healthy', HubTransport: 'Healthy', MailboxTransport: 'Healthy' };

it('a server whose services run and listen is healthy', () => {
  expect(found({})).toEqual({ sets: well, unwell: [] });
});

it('who is off alerts nobody', () => {
  expect(new Set(Object.values(found({ instances: [], monitoring: 'Inactive' }).sets))).toEqual(
    new Set(['Disabled']),
  );
});

const degradation = (code: string) => ({ code, subject: 'x', reason: 'y', since: '' });
const thresholds = { LowToMedium: 72, MediumToHigh: 75, HighToMedium: 73, MediumToLow: 71 };
const short = (level: 'Medium' | 'High') => ({
  refuses: 'strangers' as const,
  tarpitMs: 0,
  resources: [{ resource: 'PrivateBytes', level, value: 80, threshold: 75, thresholds }],
});

it.each<[string, Instance[], string, string]>([
  [
    'one of two hubs drains',
    [running('hub-transport', { state: 'Draining' })],
    'HubTransportServiceRunning',
    'Degraded',
  ],
  [
    'a connector cannot listen',
    [running('hub-transport', { listeners: [listener, { ...listener, state: 'Failed', error: 'in use' }] })],
    'HubAvailability',
    'Degraded',
  ],
  [
    'a resource is short',
    [running('hub-transport', { pressure: short('Medium') })],
    'EdgeTransportBackpressureSustainedTime',
    'Degraded',
  ],
  [
    'a resource is gone',
    [running('hub-transport', { pressure: short('High') })],
    'EdgeTransportBackpressureSustainedTime',
    'Unhealthy',
  ],
  [
    'a queue stands still',
    [running('admin-center', { degradations: [degradation('queue-stands-still')] })],
    'ActiveQueueDrainFailure',
    'Unhealthy',
  ],
  [
    'replicas are missing',
    [running('hub-transport', { degradations: [degradation('redundancy-missing')] })],
    'Messages.failed.to.be.made.redundant',
    'Degraded',
  ],
  [
    'an agent of somebody else fails',
    [running('hub-transport', { degradations: [degradation('transport-agent-failing')] })],
    'TransportAgents',
    'Degraded',
  ],
])('%s', (_, more, monitor, alertValue) => {
  const { sets, unwell } = found({ instances: [...all, ...more] });
  expect([unwell, sets]).toEqual([[monitor], { ...well, HubTransport: alertValue }]);
});

it('a service without an active process is unhealthy', () => {
  expect(found({ instances: all.slice(1) }).sets).toEqual({ ...well, FrontendTransport: 'Unhealthy' });
});

it('a disk that fills is told by its own name, too', () => {
  const resources = [
    {
      resource: 'UsedDiskSpace[content store]',
      level: 'High' as const,
      value: 99,
      threshold: 98,
      thresholds,
    },
  ];
  const { unwell, sets } = found({
    instances: [...all, running('hub-transport', { pressure: { ...short('High'), resources } })],
  });
  expect(unwell).toEqual(['EdgeTransportBackpressureSustainedTime', 'Transport.LowDiskSpace']);
  expect(sets).toEqual({ ...well, HubTransport: 'Unhealthy' });
});

it('queue lengths are counted by kind, as Exchange counts them, and judged', () => {
  const queue = (name: string, deliveryType: string, status: string, messageCount: number) =>
    ({
      name,
      deliveryType,
      status,
      retryCount: status === 'Retry' ? 1 : 0,
      messageCount,
      nextHopCategory: deliveryType.endsWith('ConnectorDelivery') ? 'External' : 'Internal',
    }) as Parameters<typeof queueLengths>[0][number];
  const lengths = queueLengths([
    queue('Submission', 'Undefined', 'Ready', 150),
    queue('Unreachable', 'Unreachable', 'Ready', 3),
    queue('Poison', 'Undefined', 'Suspended', 2),
    queue('a', 'SmtpDeliveryToMailbox', 'Active', 4_000),
    queue('b', 'SmtpDeliveryToMailbox', 'Retry', 100),
    queue('c', 'DnsConnectorDelivery', 'Ready', 7),
    queue('d', 'SmartHostConnectorDelivery', 'Retry', 8),
    queue('e', 'SmtpRelayToMailboxDeliveryGroup', 'Suspended', 9),
  ]);
  expect(lengths).toEqual({
    aggregate_delivery: 4_124,
    active_mailbox_delivery: 4_000,
    active_remote_delivery: 7,
    active_non_smtp_delivery: 0,
    retry_mailbox_delivery: 100,
    retry_remote_delivery: 8,
    retry_non_smtp_delivery: 0,
    internal_aggregate_delivery: 4_109,
    external_aggregate_delivery: 15,
    largest_delivery: 4_000,
    submission: 150,
    unreachable: 3,
    moderation: 0,
    poison: 2,
  });
  expect(found({ lengths }).unwell).toEqual([
    'SubmissionQueue',
    'QueueInternalAggregate',
    'PoisonQueue',
    'QueueMailboxRetry',
  ]);
});

it.each([
  ['Transport.SendConnTLS', {}],
  ['Transport.SendConnTLS and Transport.DomainSecure', { tlsDomain: 'fabrikam.com' }],
])('a next hop without the TLS that is asked of it is told by %s', (names, more) => {
  const lastError =
    '451 4.4.0 Primary target IP address responded with: "the certificate of mx.fabrikam.com is not accepted: expired"';
  const queue = {
    identity: 'MBX01\\fabrikam.com',
    nextHopCategory: 'External',
    retryCount: 1,
    lastError,
    ...more,
  } as const;
  expect(found({ queues: [queue] }).unwell).toEqual(names.split(' and '));
  expect(found({ queues: [{ ...queue, retryCount: 0 }] }).unwell).toEqual([]);
  expect(found({ queues: [{ ...queue, lastError: '441 4.4.1 connection refused' }] }).unwell).toEqual([]);
});

describe('an Edge', () => {
  const edge = (more: Partial<SeenServer> = {}) =>
    found({ role: 'Edge', instances: [running('edge-transport')], ...more });

  it('has one health set, and nothing of Front End, of mailboxes or of directory sources', () => {
    expect(edge().sets).toEqual({ EdgeTransport: 'Healthy' });
    const down = edge({ instances: all });
    expect(down).toEqual({
      sets: { EdgeTransport: 'Unhealthy' },
      unwell: ['EdgeTransportServiceRunning', 'EdgeAvailability'],
    });
  });

  it('is judged by its queues as a hub is', () => {
    const lengths = { ...queueLengths([]), unreachable: 100, poison: 1 };
    expect(edge({ lengths }).unwell).toEqual(['MessagesDeferredDuringCategorization', 'PoisonQueue']);
  });
});
