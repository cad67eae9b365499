import { listeningEndpoints } from '@mailyard/schema';
import { readSettings } from './settings.js';

describe('settings from the environment', () => {
  it('have the documented defaults', () => {
    expect(readSettings({})).toEqual({
      server: 'MBX01',
      fqdn: 'mbx01.contoso.com',
      serverRole: 'Mailbox',
      webBindAddress: '127.0.0.1',
      boardRemove: 'with-ndr',
      webTls: 'auto',
      redisUrl: 'redis://127.0.0.1:6379',
      dataDir: './data',
      organizationFile: 'organization.yaml',
      portOffset: 10_000,
      restarts: 0,
      durability: 'strict',
      trackingMaxAgeMs: 30 * 86_400_000,
      trackingMaxBytes: 20 * 1024 ** 3,
      trackingDelayMs: 300_000,
      logLevel: 'info',
    });
  });

  it('of an Edge name no organization: the example is nothing for the perimeter', () => {
    const edge = { MAILYARD_SERVER_ROLE: 'Edge' };
    expect(readSettings(edge)).toMatchObject({ serverRole: 'Edge' });
    expect(readSettings(edge)).not.toHaveProperty('organizationFile');
    expect(readSettings({ ...edge, MAILYARD_ORGANIZATION: 'edge.yaml' })).toMatchObject({
      organizationFile: 'edge.yaml',
    });
  });

  it('count an empty variable as not set', () => {
    expect(readSettings({ MAILYARD_SERVER: '', MAILYARD_ADMIN_PASSWORD: '' })).toEqual(readSettings({}));
  });

  it('take what is set', () => {
    const settings = readSettings({
      MAILYARD_REDIS_URL: 'unix:/run/redis.sock',
      MAILYARD_PORT_OFFSET: '0',
      MAILYARD_BIND_ADDRESS: '127.0.0.1',
      MAILYARD_DURABILITY: 'relaxed',
      MAILYARD_DEMO_PASSWORD: 'secret',
      HOME: '/root',
    });
    expect(settings).toMatchObject({
      portOffset: 0,
      restarts: 0,
      bindAddress: '127.0.0.1',
      durability: 'relaxed',
      demoPassword: 'secret',
    });
  });

  it('MAILYARD_BIND_ADDRESS=* leaves the bindings as they are: both families', () => {
    const settings = readSettings({ MAILYARD_BIND_ADDRESS: '*' });
    const endpoints = listeningEndpoints(['0.0.0.0:25', '[::]:25'], settings);
    expect(endpoints.map(({ address }) => address)).toEqual(['0.0.0.0', '::']);
  });

  it.each([
    ['MAILYARD_PORT_OFFSET', 'ten', /^MAILYARD_PORT_OFFSET: must be a/],
    ['MAILYARD_PORT_OFFSET', '-1', /^MAILYARD_PORT_OFFSET: must be at least 0$/],
    ['MAILYARD_SERVER_ROLE', 'Hub', /^MAILYARD_SERVER_ROLE: must be Mailbox or Edge$/],
    ['MAILYARD_DURABILITY', 'none', /^MAILYARD_DURABILITY: must be strict or relaxed$/],
    ['MAILYARD_REDIS_URL', 'localhost:6379', /^MAILYARD_REDIS_URL: must be redis:/],
    ['MAILYARD_BIND_ADDRESS', 'localhost', /^MAILYARD_BIND_ADDRESS: /],
    ['MAILYARD_WEB_BIND_ADDRESS', 'localhost', /^MAILYARD_WEB_BIND_ADDRESS: /],
    ['MAILYARD_SERVER', 'MBX 01', /^MAILYARD_SERVER: must be letters/],
  ])('%s=%s stops the start', (variable, value, reason) => {
    expect(() => readSettings({ [variable]: value })).toThrow(reason);
  });
});
