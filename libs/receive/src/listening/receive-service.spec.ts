import { ComponentStates, ComponentWatch, ServiceRegistry, type ServiceState } from '@mailyard/service';
import { eventually, TestClient, startRedis, type TestRedis } from '@mailyard/testing';

import { connectorOf } from '../testing/contoso.js';
import { ChangingDirectory, RunningListeners } from '../testing/running-listeners.js';
import { ReceiveService } from './receive-service.js';

let redis: TestRedis;
let running: RunningListeners;
beforeEach(async () => {
  [redis, running] = [await startRedis(), await RunningListeners.prepare()];
});
afterEach(async () => {
  await running.stop();
  await redis.stop();
});

const watch = () =>
  new ComponentWatch({
    states: new ComponentStates(redis.client()),
    server: 'MBX01',
    component: 'FrontendTransport',
    instance: 'test',
    log: running.log,
  });

it('what sessions need is started before the first of them and stopped after the last', async () => {
  const listeners = running.listeners(await ChangingDirectory.with(connectorOf()));
  const registry = new ServiceRegistry({ redis: redis.client() });
  const events: string[] = [];
  const open = () => `${listeners.connections} open`;
  const service = new ReceiveService({
    service: { id: 'test', service: 'front-end-transport', version: 'test' },
    settings: { server: 'MBX01', bindAddress: '127.0.0.1' },
    listeners,
    companions: [
      {
        start: async () => {
          await expect(running.greetedBy(25)).rejects.toThrow(/ECONNREFUSED/);
          events.push('started');
        },
        stop: () => void events.push(`stopped with ${open()}`),
      },
    ],
    registry,
    component: watch(),
    log: running.log,
  });
  await service.onApplicationBootstrap();
  expect(await registry.live({ service: 'front-end-transport' })).toHaveLength(1);
  const session = await TestClient.connect(25 + running.portOffset);
  await session.expect(/^220 /);
  await session.ehlo();
  await session.command('MAIL FROM:<x@fabrikam.com>', /^/);
  events.push(open());
  await service.beforeApplicationShutdown();
  expect(events).toEqual(['started', '1 open', 'stopped with 0 open']);
  // It is withdrawn with the process, when nothing is left of it.
  expect((await registry.live()).map(({ state }) => state)).toEqual(['Draining']);
  await registry.withdraw();
});

it('one of several that stops is Draining, and takes what comes until its peers may know (SIGTERM)', async () => {
  const listeners = running.listeners(await ChangingDirectory.with(connectorOf()));
  const [registry, other] = [redis, redis].map((server) => new ServiceRegistry({ redis: server.client() }));
  if (registry === undefined || other === undefined) throw new Error('no registries');
  const service = new ReceiveService({
    service: { id: 'test', service: 'front-end-transport', version: 'test' },
    settings: { server: 'MBX01', bindAddress: '127.0.0.1' },
    listeners,
    companions: [],
    registry,
    component: watch(),
    log: running.log,
  });
  await service.onApplicationBootstrap();
  const [own] = await registry.live();
  if (own === undefined) throw new Error('it is not announced');
  await other.announce({ ...own, id: 'other' });
  const stopped = service.beforeApplicationShutdown();
  await eventually(async () => {
    expect((await other.live({ state: 'Draining' })).map(({ id }) => id)).toEqual(['test']);
  });
  expect(await running.greetedBy(25)).toMatch(/^220 /);
  await stopped;
  await expect(running.greetedBy(25)).rejects.toThrow(/ECONNREFUSED/);
  await Promise.all([registry, other].map((each) => each.withdraw()));
});

it('a component that is not Active ends its sessions after their transaction, and is announced as what it is', async () => {
  const listeners = running.listeners(await ChangingDirectory.with(connectorOf()));
  const registry = new ServiceRegistry({ redis: redis.client() });
  const followed: ServiceState[] = [];
  const companion = {
    start: () => undefined,
    stop: () => undefined,
    follow: (state: ServiceState) => void followed.push(state),
  };
  const service = new ReceiveService({
    service: { id: 'test', service: 'front-end-transport', version: 'test' },
    settings: { server: 'MBX01', bindAddress: '127.0.0.1' },
    listeners,
    companions: [companion],
    registry,
    component: watch(),
    log: running.log,
  });
  await service.onApplicationBootstrap();
  const idle = await TestClient.connect(25 + running.portOffset);
  await idle.expect(/^220 /);
  const states = new ComponentStates(redis.client());
  const ask = (state: ServiceState) =>
    states.set('mbx01', { component: 'FrontendTransport', requester: 'Maintenance', state, timestamp: 1 });
  const announced = async () => (await registry.live()).map(({ state }) => state);
  await ask('Draining');
  await idle.expect(/^421 4\.3\.2 /);
  await eventually(async () => expect(await announced()).toEqual(['Draining']));
  await ask('Active');
  await eventually(async () => expect(await announced()).toEqual(['Active']));
  expect(followed).toEqual(['Draining', 'Active']);
  await service.beforeApplicationShutdown();
});
