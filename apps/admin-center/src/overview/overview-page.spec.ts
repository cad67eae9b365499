import { expectedServices, healthReport } from '@mailyard/operations';
import type { ServiceInstance } from '@mailyard/service';

import { duration, overviewPage, type Overview } from './overview-page.js';

const now = new Date('2026-01-02T00:00:00.000Z');
const hub: ServiceInstance = {
  id: '1',
  service: 'hub-transport',
  server: 'MBX01',
  host: 'host-1',
  pid: 4711,
  address: '10.0.0.1',
  listeners: [
    { name: 'Default MBX01', endpoint: { address: '::', port: 2525 }, state: 'Listening' },
    {
      name: 'Relay',
      endpoint: { address: '10.9.9.9', port: 2526 },
      state: 'Failed',
      error: 'no <such> address',
    },
  ],
  state: 'Draining',
  startedAt: '2026-01-01T22:58:00.000Z',
  version: '0.1.0',
};
const reportOf = (instances: readonly ServiceInstance[]) =>
  healthReport({ instances, refusal: undefined }, 'Mailbox');
const overview: Overview = {
  server: 'MBX01',
  serverRole: 'Mailbox',
  health: reportOf([hub]),
  instances: [hub],
  queues: [
    {
      name: 'SmtpDeliveryToMailbox.DB01',
      identity: 'MBX01\\DB01',
      deliveryType: 'SmtpDeliveryToMailbox',
      nextHopCategory: 'Internal',
      nextHopDomain: 'DB01',
      nextHopConnector: '00000000-0000-0000-0000-000000000000',
      status: 'Retry',
      messageCount: 12,
      activeCount: 0,
      delayedCount: 3,
      suspendedCount: 0,
      messageCountsPerPriority: { High: 0, Normal: 12, Low: 0 },
      delayedCountsPerPriority: { High: 0, Normal: 0, Low: 0 },
      incomingRate: 0,
      outgoingRate: 0,
      velocity: 0,
      retryCount: 1,
      lastError: '451 <script>alert("x")</script>',
      nextRetryTime: now.getTime() + 61_000,
    },
  ],
  clientSettings: [],
  now,
};

describe('the overview', () => {
  const page = overviewPage(overview);

  it('shows services, listeners and queues with their depth, retry and last error', () => {
    for (const part of [
      '4711',
      '1 h 2 min',
      '[::]:2525',
      'MBX01\\DB01',
      '>12<',
      'in 1 min 1 s',
      'Draining',
    ]) {
      expect(page).toContain(part);
    }
  });

  it('shows the listeners that failed, and why', () => {
    expect(page).toMatch(/10\.9\.9\.9:2526<\/td>\s*<td>\s*<span class="bad">no &lt;such&gt; address/);
  });

  it('says what is not active', () => {
    expect(page).toContain('not active: front-end-transport, hub-transport, mailbox-delivery');
  });

  it('says that all is well only when nothing is degraded, and otherwise what is', () => {
    const active = expectedServices.Mailbox.map((service) => ({
      ...hub,
      service,
      listeners: [],
      state: 'Active' as const,
    }));
    const retry = {
      code: 'queue-in-retry',
      subject: 'MBX01\\DB01',
      reason: '441 <refused>',
      since: now.toISOString(),
    };
    const troubled = active.map((each) => ({ ...each, degradations: [retry] }));
    const pageOf = (instances: readonly ServiceInstance[]): string =>
      overviewPage({ ...overview, instances, health: reportOf(instances) });
    expect(pageOf(active)).toContain('<span class="good">all services are active</span>');
    expect(pageOf(active)).not.toContain('Problems');
    expect(pageOf(troubled)).not.toContain('all services are active');
    expect(pageOf(troubled)).toContain('<span class="wait">degraded</span>');
    // Told by three services, it stands there once.
    expect(pageOf(troubled).match(/441 &lt;refused&gt;/g)).toHaveLength(1);
    expect(pageOf(troubled)).toContain(expectedServices.Mailbox.join(', '));
  });

  it('shows the settings for mail programs that a connector advertises, and no heading without any', () => {
    expect(page).not.toContain('mail programs');
    const settings = {
      server: 'smtp.contoso.com',
      port: 587,
      encryption: 'STARTTLS',
      login: 'none',
    } as const;
    const advertised = overviewPage({ ...overview, clientSettings: [settings] });
    for (const part of ['mail programs', '>smtp.contoso.com<', '>587<', '>STARTTLS<']) {
      expect(advertised).toContain(part);
    }
  });

  it('says of an Edge what it is, and by what it is managed: there are no pages for its connectors', () => {
    expect(page).not.toContain('Edge');
    const edge = overviewPage({ ...overview, server: 'EDGE01', serverRole: 'Edge' });
    expect(edge).toContain('EDGE01 is an Edge Transport server');
    expect(edge).toContain('npm run -s shell -- -Edge');
  });

  it('lets nothing that a peer sent become markup', () => {
    expect(page).not.toContain('<script');
    expect(page).toContain('451 &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
  });

  it('says so when Redis is away', () => {
    const away = overviewPage({
      ...overview,
      health: healthReport(undefined, 'Mailbox'),
      instances: [],
      queues: [],
    });
    expect(away).toContain('Redis does not answer');
  });

  it('says so when Redis refuses writes', () => {
    const health = healthReport({ instances: [hub], refusal: 'READONLY' }, 'Mailbox');
    expect(overviewPage({ ...overview, health })).toContain('Redis refuses writes: READONLY');
  });
});

it.each([
  [0, '0 s'],
  [59_400, '59 s'],
  [3_600_000, '1 h 0 min'],
  [90_061_000, '1 d 1 h'],
  [-5, '0 s'],
])('%d ms is %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});
