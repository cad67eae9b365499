import { getServerComponentState } from './get-server-component-state.js';
import { setServerComponentState } from './set-server-component-state.js';
import { searchAdminAuditLog } from '../audit/search-admin-audit-log.js';
import { getExchangeDiagnosticInfo } from '../health/get-exchange-diagnostic-info.js';
import { getTransportMark } from '../health/get-transport-mark.js';
import { objectOperations } from '../objects/object-operations.js';
import { TestServer } from '../spec-support/test-server.js';

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
});
afterAll(() => test.stop());

async function stateOf(component: string) {
  const views = await test.order(getServerComponentState, {});
  return views.find((view) => view.component === component);
}

it('whoever takes a component out has to bring it back, and both are on record', async () => {
  const asked = { component: 'FrontendTransport', requester: 'Maintenance' };
  await test.order(setServerComponentState, { ...asked, state: 'Draining' });
  const other = await test.order(setServerComponentState, {
    ...asked,
    requester: 'Functional',
    state: 'Active',
  });
  expect(other).toMatchObject({ state: 'Draining', keptBy: ['Maintenance'] });
  expect(await stateOf('FrontendTransport')).toMatchObject({ server: 'MBX01', state: 'Draining' });
  const own = await test.order(setServerComponentState, { ...asked, state: 'Active' });
  expect(own).toMatchObject({ component: 'FrontendTransport', state: 'Active', keptBy: [] });
  expect(await stateOf('FrontendTransport')).toMatchObject({
    state: 'Active',
    requests: [
      { requester: 'Maintenance', state: 'Active' },
      { requester: 'Functional', state: 'Active' },
    ],
  });
  const [last] = await test.order(searchAdminAuditLog, {});
  expect(last).toMatchObject({
    operation: 'Set-ServerComponentState',
    parameters: { component: 'FrontendTransport', requester: 'Maintenance', state: 'Active' },
  });
});

it('one process alone is named by its pid or host:pid', async () => {
  const { id } = await test.announced({ service: 'front-end-transport', host: 'fe-1', pid: 4712 });
  const asked = { component: 'FrontendTransport', requester: 'Deployment', state: 'Draining' };
  expect(await test.order(setServerComponentState, { ...asked, instance: 'fe-1:4712' })).toMatchObject({
    server: 'MBX01',
    instance: id,
    state: 'Draining',
  });
  expect(await stateOf('FrontendTransport')).toMatchObject({
    state: 'Active',
    instances: [{ id, pid: 4712 }],
  });
  const nobody = test.order(setServerComponentState, { ...asked, instance: '4713' });
  await expect(nobody).rejects.toThrow('no process 4713 runs');
});

it('only who takes mail can drain, and only a server that there is', async () => {
  const asked = { component: 'Monitoring', requester: 'Maintenance', state: 'Draining' };
  await expect(test.order(setServerComponentState, asked)).rejects.toThrow(/can be Active or Inactive/);
  const elsewhere = { ...asked, state: 'Inactive', server: 'MBX09' };
  await expect(test.order(setServerComponentState, elsewhere)).rejects.toThrow('no server MBX09');
});

it('back pressure is told process by process', async () => {
  const thresholds = { LowToMedium: 72, MediumToHigh: 75, HighToMedium: 73, MediumToLow: 71 };
  const resource = { resource: 'PrivateBytes', level: 'High', value: 80, threshold: 73, thresholds } as const;
  await test.announced({ pid: 4714, pressure: { refuses: 'everybody', tarpitMs: 0, resources: [resource] } });
  const told = await test.order(getExchangeDiagnosticInfo, {});
  expect(told).toMatchObject([{ pid: 4714, ...resource, refuses: 'everybody' }]);
});

it('ServerWideOffline keeps a component off that is asked to be active', async () => {
  const asked = { server: 'MBX01', requester: 'Maintenance' };
  await test.order(setServerComponentState, { ...asked, component: 'ServerWideOffline', state: 'Inactive' });
  const hub = await test.order(setServerComponentState, {
    ...asked,
    component: 'HubTransport',
    state: 'Active',
  });
  expect(hub).toMatchObject({ state: 'Inactive', keptBy: ['Maintenance (ServerWideOffline)'] });
});

it('charts are told of drains, starts of processes and changes of the organization', async () => {
  const from = Date.now();
  const asked = { component: 'HubTransport', requester: 'Maintenance' };
  await test.order(setServerComponentState, { ...asked, state: 'Draining' });
  await test.order(setServerComponentState, { ...asked, state: 'Active' });
  await test.announced({ service: 'hub-transport', version: '9.9' });
  const parameters = { Name: 'fabrikam', DomainName: 'fabrikam.com' };
  await test.order(objectOperations.AcceptedDomains.New, { parameters });
  const marks = await test.order(getTransportMark, { from: from - 60_000 });
  expect(marks).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'ComponentState' }),
      expect.objectContaining({ kind: 'Start', text: 'hub-transport 9.9', count: 1 }),
      expect.objectContaining({ kind: 'Configuration' }),
    ]),
  );
  expect(await test.order(getTransportMark, { from: 0, to: from - 86_400_000 })).toEqual([]);
});
