import type { ServiceInstance } from '@mailyard/directory';

import { expectedServices, healthReport } from './health-report.js';

function instance(service: string, more: Partial<ServiceInstance> = {}): ServiceInstance {
  return {
    id: service,
    service,
    server: 'MBX01',
    host: 'h',
    pid: 1,
    address: '127.0.0.1',
    listeners: [],
    state: 'Active',
    startedAt: '2026-01-01T00:00:00.000Z',
    version: '0.1.0',
    ...more,
  };
}
const all = expectedServices.map((service) => instance(service));

describe('health', () => {
  it('is ok when every service has an active process', () => {
    expect(healthReport(all).status).toBe('ok');
  });

  it.each(expectedServices)('is an error without %s', (missing) => {
    const report = healthReport(all.filter(({ service }) => service !== missing));
    expect(report.status).toBe('error');
    expect(report.services[missing]).toEqual({ active: 0, running: 0 });
  });

  it('is an error when the only hub drains', () => {
    const draining = all.map((one) =>
      one.service === 'hub-transport' ? { ...one, state: 'Draining' as const } : one,
    );
    expect(healthReport(draining)).toMatchObject({
      status: 'error',
      services: { 'hub-transport': { active: 0, running: 1 } },
    });
  });

  it('is an error without Redis', () => {
    expect(healthReport(undefined)).toMatchObject({ status: 'error', redis: 'away', durability: 'unknown' });
  });

  it('tells the weakest durability of all hubs (promise P1)', () => {
    const weak = { strict: false, weaknesses: ['appendfsync is everysec, must be always'] };
    const hubs = [
      instance('hub-transport', { durability: { strict: true, weaknesses: [] } }),
      instance('hub-transport', { durability: weak }),
    ];
    expect(healthReport([...all, ...hubs])).toMatchObject({ status: 'ok', durability: weak });
  });
});
