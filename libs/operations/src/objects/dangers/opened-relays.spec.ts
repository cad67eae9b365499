import { addAdPermission } from '../../permissions/add-ad-permission.js';
import { removeAdPermission } from '../../permissions/remove-ad-permission.js';
import { importExchangeConfiguration } from '../../imports/import-exchange-configuration.js';
import { applyOrganizationFile } from '../../organization/apply-organization.js';
import { planOrganizationFile } from '../../organization/plan-organization.js';
import { restoreOrganizationRevision } from '../../revisions/restore-organization-revision.js';
import { TestServer } from '../../spec-support/test-server.js';
import { objectOperations } from '../object-operations.js';
import { ConfirmationRequired } from './dangers.js';

const { New, Set: Change } = objectOperations.ReceiveConnectors;
const { New: NewDomain, Set: ChangeDomain } = objectOperations.AcceptedDomains;
const { Set: ChangeServer } = objectOperations.Servers;

let server: TestServer;
beforeEach(async () => (server = await TestServer.start()), 30_000);
afterEach(() => server.stop());

const anonymous = String.raw`NT AUTHORITY\ANONYMOUS LOGON`;
const relayRight = ['ms-Exch-SMTP-Accept-Any-Recipient'];
const relay = { User: anonymous, ExtendedRights: relayRight };
const strangers = '203.0.113.0/24';
const own = '192.168.5.0/24';
const connector = {
  Name: 'Relay',
  TransportRole: 'FrontendTransport',
  Usage: 'Custom',
  Bindings: '0.0.0.0:25',
  RemoteIPRanges: strangers,
  PermissionGroups: 'AnonymousUsers',
};
const secured = { AuthMechanism: 'ExternalAuthoritative', PermissionGroups: 'ExchangeServers' };
const text = (parameters: object) => JSON.stringify({ ReceiveConnectors: [{ ...connector, ...parameters }] });
const csv =
  'Name,Server,Bindings,RemoteIPRanges,TransportRole,AuthMechanism,PermissionGroups\n' +
  `Table,EX01,0.0.0.0:2600,${strangers},FrontendTransport,ExternalAuthoritative,ExchangeServers`;

interface Options {
  readonly force: boolean;
  readonly validateOnly: boolean;
}
type Order = (options: Options) => Promise<unknown>;

const made = (parameters: object) => server.order(New, { parameters: { ...connector, ...parameters } });
const changed =
  (parameters: object): Order =>
  (options) =>
    server.order(Change, { identity: 'Relay', parameters, ...options });
const permitted = (entry: object) => ({
  identity: 'Relay',
  user: anonymous,
  extendedRights: relayRight,
  ...entry,
});
const applied =
  (file: string): Order =>
  ({ force, validateOnly }) =>
    validateOnly
      ? server.order(planOrganizationFile, { text: file })
      : server.order(applyOrganizationFile, { text: file, force });

const ways: readonly (readonly [string, () => Promise<Order>])[] = [
  [
    'made with the right',
    async () => (options) =>
      server.order(New, { parameters: { ...connector, AccessControl: [relay] }, ...options }),
  ],
  [
    'made externally secured',
    async () => (options) => server.order(New, { parameters: { ...connector, ...secured }, ...options }),
  ],
  [
    'Add-ADPermission',
    async () => {
      await made({});
      return (options) => server.order(addAdPermission, { ...permitted({}), ...options });
    },
  ],
  [
    'Remove-ADPermission of what denied it',
    async () => {
      await made({ AccessControl: [relay, { ...relay, Deny: true }] });
      return (options) => server.order(removeAdPermission, { ...permitted({ deny: true }), ...options });
    },
  ],
  [
    'permission groups, where the right was there already',
    async () => {
      await made({ PermissionGroups: 'ExchangeUsers', AccessControl: [relay] });
      return changed({ PermissionGroups: 'ExchangeUsers, AnonymousUsers' });
    },
  ],
  [
    'externally secured later',
    async () => {
      await made({});
      return changed(secured);
    },
  ],
  [
    'other ranges',
    async () => {
      await made({ RemoteIPRanges: own, AccessControl: [relay] });
      return changed({ RemoteIPRanges: strangers });
    },
  ],
  [
    'one more range',
    async () => {
      await made({ RemoteIPRanges: own, AccessControl: [relay] });
      return changed({ RemoteIPRanges: { Add: ['198.51.100.0-198.51.100.255'] } });
    },
  ],
  [
    'a range that reaches beyond the own networks',
    async () => {
      await made({ RemoteIPRanges: own, AccessControl: [relay] });
      return changed({ RemoteIPRanges: '192.168.0.0-192.169.0.0' });
    },
  ],
  [
    'enabled',
    async () => {
      await made({ Enabled: false, AccessControl: [relay] });
      return changed({ Enabled: true });
    },
  ],
  ['a file that is applied', async () => applied(text({ AccessControl: [relay] }))],
  ['a file that is applied, externally secured', async () => applied(text(secured))],
  [
    'a rollback',
    async () => {
      const { revision } = await server.order(New, {
        parameters: { ...connector, AccessControl: [relay] },
        force: true,
      });
      await server.order(Change, { identity: 'Relay', parameters: { RemoteIPRanges: own } });
      return (options) => server.order(restoreOrganizationRevision, { revision, ...options });
    },
  ],
  [
    'an import',
    async () => (options) =>
      server.order(importExchangeConfiguration, {
        files: [{ name: 'c.csv', text: csv }],
        servers: { EX01: 'MBX01' },
        ...options,
      }),
  ],
  [
    'an accepted domain that is relayed and nobody’s own',
    async () => (options) =>
      server.order(NewDomain, {
        parameters: { Name: 'All', DomainName: '*.com', DomainType: 'ExternalRelay' },
        ...options,
      }),
  ],
  [
    'all domains below an accepted domain',
    async () => {
      const parameters = { Name: 'All', DomainName: 'co.uk', DomainType: 'InternalRelay' };
      await server.order(NewDomain, { parameters });
      return (options) =>
        server.order(ChangeDomain, { identity: 'All', parameters: { MatchSubDomains: true }, ...options });
    },
  ],
  [
    'XCLIENT from everywhere',
    async () => (options) =>
      server.order(ChangeServer, {
        identity: 'MBX01',
        parameters: { XClientTrustedPeers: '0.0.0.0/0' },
        ...options,
      }),
  ],
  [
    'the PROXY protocol from everywhere',
    async () => (options) =>
      server.order(ChangeServer, {
        identity: 'MBX01',
        parameters: { ProxyProtocolTrustedPeers: '::/0' },
        ...options,
      }),
  ],
];

it.each(ways)('strangers can relay only when that is confirmed: %s', async (_, prepared) => {
  const order = await prepared();
  const { revision } = server.directory.organization;
  await expect(order({ force: false, validateOnly: false })).rejects.toThrow(ConfirmationRequired);
  const tried = (await order({ force: false, validateOnly: true })) as {
    readonly dangers: readonly string[];
  };
  expect(tried.dangers).toEqual([expect.stringMatching(/open relay|pass for any other client/)]);
  expect(server.directory.organization.revision).toBe(revision);
  await order({ force: true, validateOnly: false });
  expect(server.directory.organization.revision).toBe(revision + 1);
});

it.each<readonly [string, () => Promise<unknown>]>([
  ['devices of the own network', () => made({ RemoteIPRanges: own, AccessControl: [relay] })],
  ['one host of somebody', () => made({ RemoteIPRanges: '203.0.113.7', AccessControl: [relay] })],
  ['strangers without the right', () => made({})],
  [
    'fewer strangers than before',
    async () => {
      const parameters = { ...connector, AccessControl: [relay] };
      await server.order(New, { parameters, force: true });
      await server.order(Change, { identity: 'Relay', parameters: { RemoteIPRanges: '203.0.113.0/25' } });
    },
  ],
  [
    'a domain of one’s own that is relayed',
    () =>
      server.order(NewDomain, {
        parameters: { Name: 'R', DomainName: '*.fabrikam.com', DomainType: 'InternalRelay' },
      }),
  ],
])('is no danger: %s', async (_, order) => {
  await expect(order()).resolves.not.toThrow();
});
