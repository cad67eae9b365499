import type { Service } from '../../../../api/index.js';
import {
  backOrders,
  drainOrders,
  offlineOrders,
  scopesOf,
  servingInstead,
  type ComponentView,
} from './scope.js';

const process = (id: string, more: object = {}): Service =>
  ({ id, service: 'hub-transport', server: 'MBX01', state: 'Active', host: 'a', pid: 1, ...more }) as Service;
const scopeOf = (key: string, processes: readonly Service[] = []) => {
  const scope = scopesOf('Mailbox', processes).find((each) => each.key === key);
  if (scope === undefined) throw new Error(`no scope ${key}`);
  return scope;
};

it('single processes can be taken out where there are several; Exchange begins with the hub', () => {
  const keys = (processes: readonly Service[]) => scopesOf('Mailbox', processes).map(({ key }) => key);
  expect(keys([process('one')])).toEqual(['HubTransport', 'FrontendTransport', 'server']);
  expect(keys([process('one'), process('two')])).toEqual([
    'HubTransport',
    'FrontendTransport',
    'one',
    'two',
    'server',
  ]);
  expect(scopesOf('Edge', []).map(({ key }) => key)).toEqual(['EdgeTransport']);
});

it('the whole server drains by its components, and is off by the switch above all', () => {
  const whole = scopeOf('server');
  expect(drainOrders(whole).map(({ component, state }) => [component, state])).toEqual([
    ['HubTransport', 'Draining'],
    ['FrontendTransport', 'Draining'],
  ]);
  expect(offlineOrders(whole)).toEqual([
    { component: 'ServerWideOffline', state: 'Inactive', requester: 'Maintenance' },
  ]);
  expect(offlineOrders(scopeOf('HubTransport'))).toMatchObject([
    { component: 'HubTransport', state: 'Inactive' },
  ]);
});

it('what Maintenance has asked for is taken back, and nothing of others', () => {
  const request = (requester: string, state: string, instance?: string) => ({
    requester,
    state,
    timestamp: 1,
    ...(instance !== undefined && { instance }),
  });
  const views = [
    { component: 'ServerWideOffline', requests: [request('Maintenance', 'Inactive')] },
    {
      component: 'HubTransport',
      requests: [
        request('Maintenance', 'Draining'),
        request('Functional', 'Inactive'),
        request('Maintenance', 'Draining', 'one'),
      ],
    },
    { component: 'FrontendTransport', requests: [request('Maintenance', 'Active')] },
  ] as unknown as readonly ComponentView[];
  expect(backOrders(scopeOf('server'), views)).toEqual([
    { component: 'ServerWideOffline', state: 'Active', requester: 'Maintenance' },
    { component: 'HubTransport', state: 'Active', requester: 'Maintenance' },
    { component: 'HubTransport', state: 'Active', requester: 'Maintenance', instance: 'one' },
  ]);
  const one = scopeOf('one', [process('one'), process('two')]);
  expect(backOrders(one, views)).toEqual([
    { component: 'HubTransport', state: 'Active', requester: 'Maintenance', instance: 'one' },
  ]);
});

it('who goes on: processes of the same server, and other servers', () => {
  const services = [
    process('one'),
    process('two'),
    process('drained', { state: 'Draining' }),
    process('far', { server: 'MBX02' }),
  ];
  const told = (key: string) =>
    servingInstead('HubTransport', { scope: scopeOf(key, services), server: 'MBX01', services });
  expect(told('one')).toEqual({ replicas: 1, servers: ['MBX02'] });
  expect(told('HubTransport')).toEqual({ replicas: 0, servers: ['MBX02'] });
});
