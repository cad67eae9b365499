import { Organization } from '@mailyard/directory';
import { type ServiceInstance } from '@mailyard/service';

import { contoso, defaultConnector } from '../../testing/contoso.js';
import { hubOf } from './hub-of.js';

let organization: Organization;

beforeAll(async () => {
  const { objects } = await contoso();
  const connectors = ['Default', 'Client Proxy', 'Default Frontend'].map((name) => defaultConnector(name));
  organization = new Organization(2, { ...objects, ReceiveConnectors: connectors });
});

const instance = (...listeners: ServiceInstance['listeners']): ServiceInstance => ({
  id: 'hub-1',
  service: 'hub-transport',
  server: 'MBX01',
  host: 'host',
  pid: 1,
  address: '10.0.0.7',
  listeners,
  state: 'Active',
  startedAt: '2026-11-21T00:00:00Z',
  version: '0.1.0',
});
const at = (name: string, address: string, port: number) => ({
  name,
  endpoint: { address, port },
  state: 'Listening' as const,
});

it('finds both connectors by their bindings, whatever the port offset of the process', () => {
  const hub = instance(
    at('Client Proxy MBX01', '0.0.0.0', 20_465),
    at('Default MBX01', '10.0.0.8', 22_525),
    at('Other', '0.0.0.0', 26),
  );
  expect(hubOf(hub, organization)).toEqual({
    id: 'hub-1',
    // A wildcard is no address to connect to; a certain address is the one to use.
    inbound: { address: '10.0.0.8', port: 22_525 },
    client: { address: '10.0.0.7', port: 20_465 },
    server: 'MBX01',
    maxHeaderBytes: 262_144,
  });
});

it('with one of the two, all transactions go there', () => {
  const endpoint = { address: '10.0.0.7', port: 2525 };
  expect(hubOf(instance(at('Default MBX01', '::', 2525)), organization)).toEqual({
    id: 'hub-1',
    inbound: endpoint,
    client: endpoint,
    server: 'MBX01',
    maxHeaderBytes: 262_144,
  });
});

it('with bindings that were moved, they are still found', () => {
  const { objects } = organization;
  const ReceiveConnectors = [
    defaultConnector('Default', { Bindings: ['0.0.0.0:2626'] }),
    defaultConnector('Client Proxy', { Bindings: ['0.0.0.0:466'] }),
    defaultConnector('Client Proxy', { Name: 'No servers', PermissionGroups: ['ExchangeUsers'] }),
  ];
  const moved = new Organization(3, { ...objects, ReceiveConnectors });
  const listeners = [at('No servers', '0.0.0.0', 465), at('Default MBX01', '0.0.0.0', 2626)] as const;
  const inbound = { address: '10.0.0.7', port: 2626 };
  expect(hubOf(instance(...listeners), moved)).toEqual({
    id: 'hub-1',
    inbound,
    client: inbound,
    server: 'MBX01',
    maxHeaderBytes: 262_144,
  });
  const client = { address: '10.0.0.7', port: 466 };
  expect(hubOf(instance(at('Client Proxy MBX01', '::', 466)), moved)).toMatchObject({
    inbound: client,
    client,
  });
});

it('a process that listens nowhere, or only elsewhere, is no hub', () => {
  expect(hubOf(instance(), organization)).toBeUndefined();
  expect(hubOf(instance(at('Default Frontend MBX01', '0.0.0.0', 25)), organization)).toBeUndefined();
  const stranger = { ...instance(at('Default MBX01', '0.0.0.0', 2525)), server: 'MBX02' };
  expect(hubOf(stranger, organization)).toBeUndefined();
});
