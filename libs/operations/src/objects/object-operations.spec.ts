import { ObjectRefused } from '@mailyard/directory';

import { searchAdminAuditLog } from '../audit/search-admin-audit-log.js';
import type { Caller } from '../caller.js';
import { OperationRightError } from '../operation.js';
import type { Right } from '../rights/right.js';
import { TestServer } from '../spec-support/test-server.js';
import { objectOperations } from './object-operations.js';

const { Get, New, Set: Change, Remove } = objectOperations.ReceiveConnectors;

let server: TestServer;
beforeAll(async () => (server = await TestServer.start()), 30_000);
afterAll(() => server.stop());

const printers = {
  Name: 'Printers',
  TransportRole: 'Frontend',
  Usage: 'Custom',
  Bindings: '0.0.0.0:25',
  RemoteIPRanges: '192.168.5.0/24',
};
const named = async (identity: string) => (await server.order(Get, { identity })).rows;
const titles = async (identity: string) => (await named(identity)).map(({ Identity }) => Identity);
const refusals = async (order: Promise<unknown>) => {
  const error: unknown = await order.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ObjectRefused);
  return (error as ObjectRefused).refusals;
};
const audited = async () => (await server.order(searchAdminAuditLog, { resultSize: 1 }))[0];

describe('a Receive connector by operations', () => {
  it('is made with what its usage type gives, and is in force at once', async () => {
    const made = await server.order(New, { parameters: printers });
    expect(made.object).toMatchObject({
      Identity: String.raw`MBX01\Printers`,
      TransportRole: 'FrontendTransport',
      AuthMechanism: ['Tls'],
      PermissionGroups: [],
      Fqdn: 'mbx01.contoso.com',
    });
    expect(server.directory.organization.revision).toBe(made.revision);
    expect((await audited())?.modified).toEqual(made.changes);
  });

  it.each([
    'printers',
    ' Printers ',
    String.raw`mbx01\PRINTERS`,
    'Print*',
    String.raw`MBX01\Print*`,
    'CN=Printers,CN=SMTP Receive Connectors,CN=Protocols,CN=MBX01,CN=Servers,DC=contoso,DC=com',
  ])('is found as %j', async (identity) => {
    expect(await titles(identity)).toEqual([String.raw`MBX01\Printers`]);
  });

  it('is found by its Guid', async () => {
    const [connector] = await named('Printers');
    expect(await titles(String(connector?.['Guid']).toUpperCase())).toEqual([String.raw`MBX01\Printers`]);
  });

  it('a literal that means nobody is an error, and says who is perhaps meant', async () => {
    await expect(named('MBX01Printers')).rejects.toThrow(String.raw`did you mean MBX01\Printers?`);
    await expect(named('Prinetrs')).rejects.toThrow(String.raw`did you mean MBX01\Printers?`);
    await expect(named('Faxes')).rejects.toThrow(/^there is no ReceiveConnector Faxes$/);
    expect(await titles('Faxes*')).toEqual([]);
  });

  it('all are listed in pages, without the implicit one of Mailbox Delivery', async () => {
    const { rows, total } = await server.order(Get, {});
    expect(rows.map(({ Name }) => Name)).not.toContain('Mailbox Delivery');
    const page = await server.order(Get, { offset: 2, limit: 2 });
    expect([page.total, page.rows]).toEqual([total, rows.slice(2, 4)]);
  });

  it('only what is said changes; null clears, lists are edited', async () => {
    const order = (parameters: object) => server.order(Change, { identity: 'Printers', parameters });
    await order({ Banner: '220 printers only', MaxMessageSize: '10MB' });
    const added = await order({
      RemoteIPRanges: { Add: ['10.1.1.1', '10.1.1.2'], Remove: '192.168.5.0/24' },
    });
    expect(added.object).toMatchObject({
      Banner: '220 printers only',
      MaxMessageSize: 10_485_760,
      RemoteIPRanges: ['10.1.1.1', '10.1.1.2'],
    });
    const cleared = await order({ Banner: null, RemoteIPRanges: { remove: ['10.1.1.2', '10.9.9.9'] } });
    expect(cleared.object['Banner']).toBeUndefined();
    expect(cleared.warnings).toContain('RemoteIPRanges has no 10.9.9.9');
  });

  it('the audit log has both, before and after', async () => {
    await server.order(Change, { identity: 'Printers', parameters: { MaxMessageSize: '12MB' } });
    expect(await audited()).toMatchObject({
      operation: 'Set-ReceiveConnector',
      parameters: { identity: 'Printers', parameters: '{"MaxMessageSize":"12MB"}' },
      modified: expect.arrayContaining([expect.stringContaining('MaxMessageSize: 10 MB → 12 MB')]) as unknown,
      properties: [
        {
          action: 'change',
          kind: 'ReceiveConnectors',
          object: String.raw`MBX01\Printers`,
          property: 'MaxMessageSize',
          before: '10 MB',
          after: '12 MB',
        },
      ],
    });
  });

  it('a change of an older revision is refused, and one that is only to be checked changes nothing', async () => {
    const { revision } = server.directory.organization;
    const parameters = { Comment: 'third floor' };
    await expect(
      server.order(Change, { identity: 'Printers', parameters, ifRevision: revision - 1 }),
    ).rejects.toThrow(`is at revision ${revision}, not ${revision - 1}`);
    const checked = await server.order(Change, { identity: 'Printers', parameters, validateOnly: true });
    expect(checked.object).toMatchObject(parameters);
    expect(server.directory.organization.revision).toBe(revision);
    // Nothing has become another: the newest entry is of the change that was refused.
    expect((await audited())?.parameters['ifRevision']).toBe(String(revision - 1));
  });

  it.each([
    [{ ...printers }, { path: ['Name'], rule: 'N3' }],
    [
      { ...printers, Name: 'B', RemoteIPRanges: '10.1.1.1' },
      { path: ['RemoteIPRanges'], rule: 'C1' },
    ],
    [
      { ...printers, Name: 'B', Bindings: '0.0.0.0:2525' },
      { path: ['Bindings'], rule: 'C3' },
    ],
    [
      { ...printers, Name: 'B', Bindings: undefined },
      { path: ['Bindings'], reason: 'is missing' },
    ],
    [
      { ...printers, Name: 'B', Colour: 'red' },
      { path: ['Colour'], reason: 'unknown key' },
    ],
    [{ ...printers, Name: 'B', MaxMessageSize: '1KB' }, { path: ['MaxMessageSize'] }],
    [
      { ...printers, Name: 'B', AuthMechanism: 'BasicAuthRequireTLS' },
      { path: ['AuthMechanism'], rule: 'A2', cure: 'Select both.' },
    ],
  ])('%j is refused with parameter and rule', async (parameters, refusal) => {
    expect(await refusals(server.order(New, { parameters }))).toContainEqual(
      expect.objectContaining(refusal),
    );
  });

  it('needs the right of its kind', async () => {
    const viewer: Caller = { name: 'v', client: 'h', rights: new Set<Right>(['View-Only Configuration']) };
    await expect(server.order(Get, {}, viewer)).resolves.toBeDefined();
    await expect(server.order(Remove, { identity: 'Printers' }, viewer)).rejects.toThrow(OperationRightError);
  });

  it('is removed', async () => {
    await server.order(Remove, { identity: String.raw`MBX01\Printers` });
    await expect(named('Printers')).rejects.toThrow('there is no');
  });
});

describe('what nobody does by mistake and wants', () => {
  const relay = {
    ...printers,
    Name: 'Relay',
    PermissionGroups: 'AnonymousUsers',
    AccessControl: [
      {
        User: String.raw`NT AUTHORITY\ANONYMOUS LOGON`,
        ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'],
      },
    ],
  };

  it('a relay for strangers needs force; one for the own network only a warning', async () => {
    const wide = { ...relay, RemoteIPRanges: '0.0.0.0-255.255.255.254' };
    await expect(server.order(New, { parameters: wide })).rejects.toThrow('an open relay');
    const checked = await server.order(New, { parameters: wide, validateOnly: true });
    expect(checked.dangers).toHaveLength(1);
    const made = await server.order(New, { parameters: relay });
    expect(made.warnings).toContainEqual(expect.stringContaining('relays to every domain'));
    const widened = { identity: 'Relay', parameters: { RemoteIPRanges: { Add: '203.0.113.0/24' } } };
    await expect(server.order(Change, widened)).rejects.toThrow('203.0.113.0/24');
    await server.order(Change, { ...widened, force: true });
    // It is so already.
    await server.order(Change, { identity: 'Relay', parameters: { Comment: 'on purpose' } });
    await server.order(Remove, { identity: 'Relay' });
  });

  it('port 25 does not lose its last listener unasked', async () => {
    const disable = { identity: 'Default Frontend MBX01', parameters: { Enabled: false } };
    await expect(server.order(Change, disable)).rejects.toThrow(
      'Nothing would listen on port 25 of MBX01: mail from outside would stop.',
    );
    await expect(server.order(Remove, { identity: 'Default Frontend MBX01' })).rejects.toThrow('port 25');
    await server.order(Change, { ...disable, force: true });
    await server.order(Change, { ...disable, parameters: { Enabled: true } });
  });
});

describe('objects of other kinds', () => {
  it('an accepted domain becomes the default in the place of another', async () => {
    const { New: add, Get: list } = objectOperations.AcceptedDomains;
    const parameters = { Name: 'fabrikam', DomainName: 'fabrikam.com', Default: true };
    await server.order(add, { parameters });
    const { rows } = await server.order(list, {});
    expect(rows.filter(({ Default }) => Default).map(({ DomainName }) => DomainName)).toEqual([
      'fabrikam.com',
    ]);
    expect((await server.order(list, { identity: 'FABRIKAM.com' })).rows).toHaveLength(1);
  });

  it('the password of a Send connector is sealed, and nowhere to be read', async () => {
    const { New: add, Get: list } = objectOperations.SendConnectors;
    const parameters = {
      Name: 'To Edge',
      AddressSpaces: '*',
      DNSRoutingEnabled: false,
      SmartHosts: 'edge01.contoso.com',
      SmartHostAuthMechanism: 'BasicAuthRequireTLS',
      AuthenticationCredential: { UserName: 'hub', Password: 'Secret-7' },
    };
    const made = await server.order(add, { parameters });
    const [read] = (await server.order(list, {})).rows;
    expect(read).toMatchObject({ AuthenticationCredential: { UserName: 'hub' } });
    const [kept] = server.directory.organization.sendConnectors;
    expect(kept?.SealedPassword).toBeDefined();
    expect(JSON.stringify([made, read, kept, await audited()])).not.toContain('Secret-7');
  });

  it('a login that is given no password gets one, which is told once', async () => {
    const { New: add } = objectOperations.Credentials;
    const parameters = { Login: 'scanner@contoso.com', MemberOf: 'Exchange Servers' };
    const { made, object } = await server.order(add, { parameters });
    expect(made).toEqual([expect.objectContaining({ logins: ['scanner@contoso.com'] })]);
    expect(object).not.toHaveProperty('Hash');
    expect(JSON.stringify(await audited())).not.toContain(made?.[0]?.password);
    const given = { Login: 'fax@contoso.com', MemberOf: 'Exchange Servers', Password: 'Secret-8' };
    expect((await server.order(add, { parameters: given })).made).toBeUndefined();
    expect(JSON.stringify(await audited())).not.toContain('Secret-8');
  });

  it('a size limit of the organization changes without its name', async () => {
    const { Set: change } = objectOperations.TransportSettings;
    const { object } = await server.order(change, { parameters: { DelayNotificationTimeout: '05:00:00' } });
    expect(object['DelayNotificationTimeout']).toBe(18_000_000);
  });

  it('what others need stays', async () => {
    const { Remove: remove } = objectOperations.AcceptedDomains;
    expect(await refusals(server.order(remove, { identity: 'contoso.com' }))).toContainEqual(
      expect.objectContaining({ kind: 'Mailboxes', other: 'alice' }),
    );
  });
});
