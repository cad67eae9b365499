import { eventually, startRedis, type TestRedis } from '@mailyard/testing';

import { Degradations } from '../degradations.js';
import { ServiceRegistry, type ServiceInstance } from './redis-service-registry.js';
import { registryKeys } from './registry-scripts.js';

let server: TestRedis;
beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server.stop());
beforeEach(() => server.client().flushall());

const instance = (id: string, more: Partial<ServiceInstance> = {}): ServiceInstance => ({
  id,
  service: 'hub-transport',
  server: 'MBX01',
  host: 'hub-1',
  pid: 1,
  address: '127.0.0.1',
  listeners: [{ name: 'Default MBX01', endpoint: { address: '127.0.0.1', port: 12525 }, state: 'Listening' }],
  state: 'Active',
  startedAt: '2026-11-21T00:00:00.000Z',
  version: '0.1.0',
  ...more,
});
const open = () => new ServiceRegistry({ redis: server.client(), heartbeatMs: 20 });
const [beats, , , firstBeats] = registryKeys;

/** As if nobody had beaten for so long; who lives does so again at once. */
async function pass(ms: number): Promise<void> {
  const redis = server.client();
  // The first beats first: otherwise somebody who was there before would seem to have come after the last beat of another.
  for (const [id, first] of Object.entries(await redis.hgetall(firstBeats))) {
    await redis.hset(
      firstBeats,
      id,
      first.replace(/^\d+/, (at) => String(Number(at) - ms)),
    );
  }
  for (const id of await redis.zrange(beats, '0', '-1')) await redis.zincrby(beats, -ms, id);
}

/** They are alive together, then all of them are gone. */
async function die(...dying: readonly ServiceInstance[]): Promise<void> {
  const client = server.client();
  const registries = dying.map((each) => [new ServiceRegistry({ redis: client }), each] as const);
  for (const [registry, each] of registries) await registry.announce(each);
  for (const [registry, each] of registries) await registry.announce(each);
  client.disconnect();
  await pass(10_000);
}

const ids = (instances: readonly ServiceInstance[]) => instances.map(({ id }) => id).sort();

describe('the service registry', () => {
  it('lists what is alive, filtered by service, server and state', async () => {
    const registries = ['a', 'b', 'c', 'd'].map(() => new ServiceRegistry({ redis: server.client() }));
    const [a, b, c, d] = registries as [ServiceRegistry, ServiceRegistry, ServiceRegistry, ServiceRegistry];
    await a.announce(instance('a'));
    await b.announce(instance('b', { state: 'Draining' }));
    await c.announce(instance('c', { service: 'front-end-transport' }));
    await d.announce(instance('d', { server: 'MBX02' }));
    expect(ids(await a.live())).toEqual(['a', 'b', 'c', 'd']);
    expect(ids(await a.live({ service: 'hub-transport', server: 'MBX01' }))).toEqual(['a', 'b']);
    const [hub] = await a.live({ service: 'hub-transport', server: 'MBX01', state: 'Active' });
    expect(hub).toEqual(instance('a'));
    await Promise.all(registries.map((registry) => registry.withdraw()));
    expect(await a.live()).toEqual([]);
  });

  it('tells with the next heartbeat what is degraded, and when it is over', async () => {
    const degradations = new Degradations();
    const registry = new ServiceRegistry({ redis: server.client(), degradations, heartbeatMs: 10 });
    await registry.announce(instance('a'));
    expect((await registry.live())[0]?.degradations).toBeUndefined();
    degradations.enter({ code: 'queue-in-retry', subject: 'DB01', reason: 'connection refused' });
    await eventually(async () => (await registry.live())[0]?.degradations?.[0]?.subject === 'DB01');
    degradations.leave('queue-in-retry', 'DB01');
    await eventually(async () => (await registry.live())[0]?.degradations === undefined);
    expect((await registry.live())[0]?.recoveries).toBe(1);
    await registry.withdraw();
  });

  it('does not take for alive who was silent since the clock was set back', async () => {
    const gone = new ServiceRegistry({ redis: server.client(), heartbeatMs: 3_600_000 });
    await gone.announce(instance('gone'));
    await server.client().zincrby('{mailyard}:services:beats', 7_200_000, 'gone');
    const living = new ServiceRegistry({ redis: server.client(), heartbeatMs: 10 });
    await living.announce(instance('living'));
    await server.client().zincrby('{mailyard}:services:beats', 7_200_000, 'living');
    await eventually(async () => expect(ids(await living.live())).toEqual(['living']));
    await Promise.all([gone, living].map((registry) => registry.withdraw()));
  });

  it('tells a change of state at once', async () => {
    const registry = new ServiceRegistry({ redis: server.client() });
    await registry.announce(instance('a'));
    await registry.announce(instance('a', { state: 'Draining' }));
    expect((await registry.live()).map(({ state }) => state)).toEqual(['Draining']);
    await registry.withdraw();
  });

  it('keeps an instance alive by heartbeats and forgets one that fell silent', async () => {
    const alive = open();
    await alive.announce(instance('alive'));
    await die(instance('killed'));
    await eventually(async () => ids(await alive.live()).join() === 'alive');
    await alive.withdraw();
  });

  describe('tells of an instance that died', () => {
    const silent = async (registry: ServiceRegistry) =>
      ids(await registry.silent({ server: 'MBX01' })).join();

    it('until another one of its service comes in its place, which takes the place of one only', async () => {
      const watcher = open();
      await watcher.announce(instance('before'));
      await die(
        instance('one'),
        instance('two'),
        instance('other', { service: 'mailbox-delivery' }),
        instance('elsewhere', { server: 'MBX02' }),
      );
      await eventually(async () => (await silent(watcher)) === 'one,other,two');
      const next = open();
      await next.announce(instance('next'));
      await eventually(async () => /^other,(?:one|two)$|^one,other$/.test(await silent(watcher)));
      const last = open();
      await last.announce(instance('last'));
      await eventually(async () => (await silent(watcher)) === 'other');
      await Promise.all([next, last, watcher].map((each) => each.withdraw()));
      // Those who took a place and left in an orderly way leave none that died behind.
      expect(await silent(watcher)).toBe('other');
    });

    it('but not of one that was started again at once, nor of one that withdrew', async () => {
      const [watcher, next] = [open(), open()];
      await watcher.announce(instance('before', { service: 'front-end-transport' }));
      await die(instance('crashed'));
      await next.announce(instance('next'));
      await eventually(async () => (await server.client().hlen('{mailyard}:services')) === 2);
      await eventually(async () => (await silent(watcher)) === '');
      await next.withdraw();
      expect(await silent(watcher)).toBe('');
      await watcher.withdraw();
    });

    it('but of nobody while Redis was away', async () => {
      const both = [open(), open()];
      await Promise.all(both.map((registry, index) => registry.announce(instance(String(index)))));
      await server.kill();
      await server.restart();
      await pass(10_000);
      const [first] = both as [ServiceRegistry];
      await eventually(async () => ids(await first.live()).join() === '0,1');
      expect(await silent(first)).toBe('');
      await Promise.all(both.map((registry) => registry.withdraw()));
    });
  });

  it('sends metrics along and gives them to those who ask', async () => {
    const metrics = [{ name: 'mailyard_messages_total', values: [{ value: 3, labels: {} }] }];
    const registry = new ServiceRegistry({ redis: server.client() });
    registry.carryMetrics(() => Promise.resolve(metrics));
    await registry.announce(instance('a'));
    expect((await registry.live({ metrics: true })).map((each) => each.metrics)).toEqual([metrics]);
    expect((await registry.live()).map((each) => each.metrics)).toEqual([undefined]);
    await registry.withdraw();
  });

  it('tells connectors and problems again when they change or were lost, and not with each heartbeat', async () => {
    const registry = open();
    await registry.announce(instance('a'));
    const redis = server.client();
    const calls = async (command: string): Promise<number> =>
      Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(await redis.info('commandstats'))?.[1] ?? 0);
    await redis.config('RESETSTAT');
    await eventually(async () => (await calls('zadd')) >= 30);
    expect(await calls('hset')).toBeLessThanOrEqual(Math.ceil((await calls('zadd')) / 10) + 1);
    await redis.hdel('{mailyard}:services', 'a');
    await eventually(async () => ids(await registry.live()).join() === 'a');
    await registry.withdraw();
  });

  it('goes on by itself after Redis was away', async () => {
    const registry = new ServiceRegistry({ redis: server.client(), heartbeatMs: 20 });
    await registry.announce(instance('a'));
    await server.kill();
    await server.restart();
    await server.client().flushall();
    await eventually(async () => ids(await registry.live()).join() === 'a');
    await registry.withdraw();
  });
});
