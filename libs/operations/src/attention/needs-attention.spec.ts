import { poisonQueue } from '@mailyard/queue';

import { healthReport } from '../health/health-report.js';
import { needsAttention, type SeenServer } from './needs-attention.js';

const day = 86_400_000;
const now = Date.parse('2026-11-30T12:00:00Z');
const instance = (service: string, more: object = {}) => ({
  id: service,
  service,
  server: 'MBX01',
  host: 'host-1',
  pid: 1,
  address: '127.0.0.1',
  listeners: [],
  state: 'Active' as const,
  startedAt: '',
  version: '0',
  ...more,
});
const all = ['front-end-transport', 'hub-transport', 'mailbox-delivery'];
const degraded = (code: string, subject: string, since = '2026-11-30T11:00:00Z') => ({
  code,
  subject,
  reason: 'r',
  since,
});

function seen(instances: readonly object[], more: Partial<SeenServer> = {}): SeenServer {
  const observed = { instances, refusal: undefined } as unknown as Parameters<typeof healthReport>[0];
  return { health: healthReport(observed, 'Mailbox'), queues: [], certificates: [], now, ...more };
}
const healthy = all.map((service) => instance(service));
const codes = (what: SeenServer) => needsAttention(what).map(({ code }) => code);

describe('what needs attention', () => {
  it('is nothing while all is well', () => expect(codes(seen(healthy))).toEqual([]));

  it('is the worst first, of the same kind what lasts longest', () => {
    const degradations = [
      degraded('queue-suspended', 'q0'),
      degraded('queue-in-retry', 'q1'),
      degraded('queue-in-retry', 'q2', '2026-11-30T10:00:00Z'),
      degraded('never-heard-of', 'x'),
    ];
    const listeners = [
      { name: 'c', endpoint: { address: '0.0.0.0', port: 25 }, state: 'Failed', error: 'taken' },
    ];
    const instances = [
      instance('admin-center', { degradations }),
      instance('hub-transport', { listeners }),
      ...healthy.slice(2),
    ];
    const found = needsAttention(seen(instances));
    expect(found.map(({ code, subject }) => `${code} ${subject}`)).toEqual([
      'service-missing front-end-transport',
      'listener-failed c 0.0.0.0:25',
      'queue-in-retry q2',
      'queue-in-retry q1',
      'never-heard-of x',
      'queue-suspended q0',
    ]);
    expect(found.map(({ state }) => state)).toEqual([
      'NeedsPerson',
      'NeedsPerson',
      'TriesAgain',
      'TriesAgain',
      'NeedsPerson',
      'Held',
    ]);
    expect(found.every(({ next }) => next.endsWith('.'))).toBe(true);
  });

  it('is Redis alone while it is away: nobody knows of services then', () => {
    const away = { ...seen([]), health: healthReport(undefined, 'Mailbox') };
    expect(codes(away)).toEqual(['redis-away']);
  });

  it('is what crashes hubs', () => {
    const queues = [{ name: poisonQueue, identity: String.raw`MBX01\Poison`, messageCount: 2 }];
    expect(needsAttention(seen(healthy, { queues }))).toMatchObject([
      { code: 'message-in-poison', count: 2, page: 'messages' },
    ]);
  });

  it('is that certificates cannot be read', () =>
    expect(codes(seen(healthy, { certificatesError: 'not PEM' }))).toEqual(['certificates-unreadable']));

  it.each([
    [31, []],
    [29, ['certificate-expires']],
    [0, ['certificate-expired']],
    [-3, ['certificate-expired']],
  ])('a certificate that is shown for %d days more: %j (acceptance 36)', (days, expected) => {
    const presentedBy = [String.raw`MBX01\Default`];
    const certificates = [{ thumbprint: 'AB', name: 'mail', notAfter: now + days * day, presentedBy }];
    const found = needsAttention(seen(healthy, { certificates }));
    expect(found.map(({ code }) => code)).toEqual(expected);
    expect(found.every(({ reason }) => reason.includes(String.raw`presented by MBX01\Default`))).toBe(true);
  });
});
