import type { ServiceInstance } from '@mailyard/service';

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
const all = expectedServices.Mailbox.map((service) => instance(service));

const reportOf = (instances: readonly ServiceInstance[]) =>
  healthReport({ instances, refusal: undefined }, 'Mailbox');

describe('health', () => {
  it('is ok when every service has an active process', () => {
    expect(reportOf(all).status).toBe('ok');
  });

  it.each(expectedServices.Mailbox)('is an error without %s', (missing) => {
    const report = reportOf(all.filter(({ service }) => service !== missing));
    expect(report.status).toBe('error');
    expect(report.services[missing]).toEqual({ active: 0, running: 0 });
  });

  it('is an error when the only hub drains', () => {
    const draining = all.map((one) =>
      one.service === 'hub-transport' ? { ...one, state: 'Draining' as const } : one,
    );
    expect(reportOf(draining)).toMatchObject({
      status: 'error',
      services: { 'hub-transport': { active: 0, running: 1 } },
    });
  });

  it('is degraded, not an error, when a connector does not listen somewhere; says which, where and why', () => {
    const endpoint = { address: '10.9.9.9', port: 25 };
    const failed = { name: 'Relay', endpoint, state: 'Failed' as const, error: 'EADDRNOTAVAIL' };
    const well = { name: 'Default', endpoint: { address: '::', port: 25 }, state: 'Listening' as const };
    const report = reportOf([...all, instance('front-end-transport', { listeners: [well, failed] })]);
    expect(report.status).toBe('degraded');
    expect(report.listeners).toMatchObject([
      { connector: 'Default', endpoint: '[::]:25', state: 'Listening' },
      {
        service: 'front-end-transport',
        connector: 'Relay',
        endpoint: '10.9.9.9:25',
        state: 'Failed',
        error: 'EADDRNOTAVAIL',
      },
    ]);
    expect(reportOf([instance('front-end-transport', { listeners: [failed] })]).status).toBe('error');
  });

  it('is degraded when a service says so of itself', () => {
    const degradation = {
      code: 'queue-in-retry',
      subject: 'DB01',
      reason: 'connection refused',
      since: '2026-01-01T00:00:00.000Z',
    };
    const report = reportOf([...all, instance('hub-transport', { degradations: [degradation] })]);
    expect(report.status).toBe('degraded');
    expect(report.degradations).toEqual([{ service: 'hub-transport', host: 'h', ...degradation }]);
  });

  it('is an error without Redis', () => {
    expect(healthReport(undefined, 'Mailbox')).toMatchObject({
      status: 'error',
      redis: 'away',
      durability: 'unknown',
    });
  });

  it('is an error when Redis refuses writes, whatever heartbeats it still has', () => {
    const refusal = "READONLY You can't write against a read only replica.";
    const report = healthReport({ instances: all, refusal }, 'Mailbox');
    expect(report).toMatchObject({ status: 'error', redis: 'refuses writes', redisError: refusal });
  });

  it('tells the weakest durability of all hubs (promise P1)', () => {
    const weak = { strict: false, weaknesses: ['appendfsync is everysec, must be always'] };
    const hubs = [
      instance('hub-transport', { durability: { strict: true, weaknesses: [] } }),
      instance('hub-transport', { durability: weak }),
    ];
    expect(reportOf([...all, ...hubs])).toMatchObject({ status: 'ok', durability: weak });
  });
});
