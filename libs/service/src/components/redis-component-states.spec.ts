import { eventually, startRedis, type TestRedis } from '@mailyard/testing';

import { silentLog } from '../log/log.js';
import { ComponentWatch } from './component-watch.js';
import { ComponentStates } from './redis-component-states.js';

let server: TestRedis;
let states: ComponentStates;
beforeAll(async () => {
  server = await startRedis();
  states = new ComponentStates(server.client());
});
afterAll(() => server.stop());
beforeEach(() => server.client().flushall());

const drain = {
  component: 'HubTransport',
  requester: 'Maintenance',
  state: 'Draining',
  timestamp: 1,
} as const;

it('each requester has an entry of its own, and the server is the same however it is spelt', async () => {
  await states.set('MBX01', drain);
  await states.set('mbx01', { ...drain, requester: 'HealthAPI', state: 'Inactive', timestamp: 2 });
  await states.set('MBX01', { ...drain, state: 'Active', timestamp: 3 });
  expect(await states.of('MBX01')).toEqual([
    { ...drain, state: 'Active', timestamp: 3 },
    { ...drain, requester: 'HealthAPI', state: 'Inactive', timestamp: 2 },
  ]);
  expect(await states.of('MBX02')).toEqual([]);
});

it('what was asked of a process is forgotten when it is gone', async () => {
  await states.set('MBX01', { ...drain, instance: 'gone' });
  await states.set('MBX01', { ...drain, instance: 'here' }, ['gone']);
  expect(await states.of('MBX01')).toEqual([{ ...drain, instance: 'here' }]);
});

it('a process follows within a second, and only what is asked of it', async () => {
  const [heard, watch] = [[] as string[], watchOf('one')];
  const other = watchOf('other');
  await watch.start((state) => void heard.push(state));
  await other.start(() => undefined);
  const begun = performance.now();
  await states.set('MBX01', { ...drain, instance: 'one' });
  await eventually(() => expect(heard).toEqual(['Draining']));
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect([watch.state, other.state]).toEqual(['Draining', 'Active']);
  watch.stop();
  other.stop();
});

it('one that starts knows its state before it does anything', async () => {
  await states.set('MBX01', drain);
  const watch = watchOf('new');
  await watch.start(() => undefined);
  expect(watch.state).toBe('Draining');
  watch.stop();
});

function watchOf(instance: string): ComponentWatch {
  return new ComponentWatch({ states, server: 'MBX01', component: 'HubTransport', instance, log: silentLog });
}
