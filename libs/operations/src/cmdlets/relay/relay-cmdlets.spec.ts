import { ConfirmationRequired } from '../../objects/dangers/dangers.js';
import { shown, TestShell, textOf } from '../../spec-support/test-shell.js';
import { importMessageTrackingLog } from '../../tracking/import-message-tracking-log.js';
import { ParameterError } from '../binding/parameter-error.js';

let shell: TestShell;
beforeAll(async () => (shell = await TestShell.start()), 30_000);
afterAll(() => shell.stop());

const rightsOf = async (connector: string): Promise<readonly unknown[]> => {
  const entries = await shell.output('Get-ADPermission', { Identity: connector });
  return entries.flatMap(({ ExtendedRights }) => ExtendedRights as readonly unknown[]);
};

describe('Add-RelayDevice', () => {
  it('makes a connector for the device, with the right to relay, and asks it', async () => {
    const device = { Name: 'Printer', RemoteIPRanges: ['192.168.5.30', '192.168.5.40-192.168.5.49'] };
    const answers = await shell.output('Add-RelayDevice', device);
    expect(answers.map(({ RemoteIPRanges, Answer }) => [RemoteIPRanges, Answer])).toEqual([
      ['192.168.5.30', '250 2.1.5 Recipient OK'],
      ['192.168.5.40-192.168.5.49', '250 2.1.5 Recipient OK'],
    ]);
    const [made] = await shell.output('Get-ReceiveConnector', { Identity: 'Printer' });
    expect(shown(made, 'TransportRole', 'PermissionGroups', 'AuthMechanism', 'Bindings')).toEqual({
      TransportRole: 'FrontendTransport',
      PermissionGroups: 'AnonymousUsers, Custom',
      AuthMechanism: 'Tls',
      Bindings: ['0.0.0.0:25'],
    });
  });

  it('adds an address to a connector that is there', async () => {
    const more = { Connector: 'Printer', IPAddress: '192.168.5.31' };
    const [answer] = await shell.output('Add-RelayDevice', more);
    expect(answer).toMatchObject({ Connector: String.raw`MBX01\Printer`, Answer: '250 2.1.5 Recipient OK' });
    const [connector] = await shell.output('Get-ReceiveConnector', { Identity: 'Printer' });
    expect(connector?.['RemoteIPRanges']).toContain('192.168.5.31');
  });

  it('within the organization it gets no right to relay', async () => {
    const device = { Name: 'Scanner', RemoteIPRanges: ['192.168.6.1'], RecipientScope: 'org' };
    const [answer] = await shell.output('Add-RelayDevice', device);
    expect(answer?.['Answer']).toMatch(/^550 5\.7\.54 /);
    expect(await rightsOf('Scanner')).not.toContain('ms-Exch-SMTP-Accept-Any-Recipient');
  });

  it('with -RequireSignIn nothing is taken without a login', async () => {
    const device = { Name: 'ERP', RemoteIPRanges: ['fd00::7'], RequireSignIn: true };
    const [answer] = await shell.output('Add-RelayDevice', device);
    expect(answer?.['Answer']).toMatch(/^530 5\.7\.57 /);
    const [made] = await shell.output('Get-ReceiveConnector', { Identity: 'ERP' });
    expect(shown(made, 'PermissionGroups', 'Bindings')).toEqual({
      PermissionGroups: 'ExchangeUsers',
      Bindings: ['[::]:25'],
    });
  });

  it('with -Login one account may send there, and nobody else', async () => {
    const device = { Name: 'Fax', RemoteIPRanges: ['192.168.5.60'], Login: 'alice@contoso.com' };
    const [answer] = await shell.output('Add-RelayDevice', device);
    expect(answer?.['Answer']).toMatch(/^530 5\.7\.57 /);
    const asked = { RemoteIPAddress: '192.168.5.60', Tls: true, Recipient: 'x@example.net' };
    const heard = async (more: object) =>
      (await shell.output('Test-ReceiveConnector', { ...asked, ...more })).find(
        ({ Serves }) => Serves === true,
      )?.['Answer'];
    const own = { Login: 'alice@contoso.com', Sender: 'alice@contoso.com' };
    expect(await heard(own)).toMatch(/^RCPT: 250 /);
    expect(await heard({ ...own, Sender: 'bob@contoso.com' })).toMatch(/^MAIL: 550 5\.7\.60 /);
    expect(await heard({ Login: 'bob@contoso.com', Sender: 'bob@contoso.com' })).toMatch(/^(MAIL|AUTH): 5/);
  });

  it('strangers have to be confirmed, and -WhatIf makes nothing', async () => {
    const strangers = { Name: 'World', RemoteIPRanges: ['203.0.113.0/24'] };
    await expect(shell.run('Add-RelayDevice', strangers)).rejects.toThrow(ConfirmationRequired);
    const tried = await shell.run('Add-RelayDevice', strangers, { whatIf: true });
    expect(tried.warnings).toContainEqual(expect.stringContaining('open relay'));
    await expect(shell.run('Get-ReceiveConnector', { Identity: 'World' })).rejects.toThrow(
      'no ReceiveConnector',
    );
  });

  it.each([
    [{ RemoteIPRanges: ['10.0.0.1'] }, 'Name: Add-RelayDevice needs it'],
    [{ Name: 'x', Connector: 'Printer', RemoteIPRanges: ['10.0.0.1'] }, 'Connector: does not go with Name'],
    [
      { Name: 'x', RemoteIPRanges: ['10.0.0.1'], RequireSignIn: true, RecipientScope: 'Organization' },
      'RecipientScope: whoever signs in may send to anybody',
    ],
  ])('%j is refused', async (parameters, reason) => {
    const refused = shell.run('Add-RelayDevice', parameters);
    await expect(refused).rejects.toThrow(reason);
    await expect(refused).rejects.toBeInstanceOf(ParameterError);
  });
});

describe('Get-RelayClient', () => {
  const row = (
    minute: number,
    more: { client: string; original?: string; id: number; to: string; custom?: string },
  ) =>
    `2026-10-01T08:0${minute}:00.000Z,${more.client},MBX01\\Default MBX01,SMTP,RECEIVE,<${more.id}@x>,` +
    `0000000${more.id}-7f0b-4a9e-8c53-1f0a2b9b7f11,${more.to},,1,Scan,printer@contoso.com,` +
    `00000000-0000-4000-8000-00000000000${minute},${more.original ?? ''},${more.custom ?? ''},${1_000 * more.id}`;
  const text = [
    '#Fields: date-time,client-ip,connector-id,source,event-id,message-id,network-message-id,recipient-address,recipient-status,recipient-count,message-subject,sender-address,log-id,original-client-ip,custom-data,total-bytes',
    // Through Front End, whose address is that of the hub's client.
    row(1, { client: '10.0.0.1', original: '192.168.7.7', id: 1, to: 'kate@fabrikam.com' }),
    row(2, { client: '192.168.7.7', id: 2, to: 'ken@adatum.com' }),
    // The same message at the next server, and one that stays here.
    row(3, { client: '10.0.0.2', original: '192.168.7.7', id: 2, to: 'ken@adatum.com' }),
    row(4, { client: '192.168.7.8', id: 3, to: 'alice@contoso.com' }),
    row(5, {
      client: '192.168.7.9',
      id: 4,
      to: 'ken@adatum.com',
      custom: 'S:DeliveryPriority=Normal;S:Login=alice@contoso.com;S:tlsversion=TLS1_3:x',
    }),
    '',
  ].join('\r\n');

  it('has each host that sends to others, with its messages, each counted once', async () => {
    await shell.server.order(importMessageTrackingLog, {
      text,
      file: 'MSGTRK2026100108-1.LOG',
      server: 'MBX01',
    });
    const found = await shell.output('Get-RelayClient', { Start: '2026-10-01', End: '2026-10-02' });
    expect(found).toHaveLength(2);
    const [client, login] = found;
    expect(login).toMatchObject({ Client: 'alice@contoso.com', Tls: 'All', Addresses: ['192.168.7.9'] });
    expect(shown(login, 'TlsVersions', 'TotalBytes')).toEqual({ TlsVersions: ['TLS1_3'], TotalBytes: 4_000 });
    expect(client).toMatchObject({
      Client: '192.168.7.7',
      MessageCount: 2,
      Connector: String.raw`MBX01\Default Frontend MBX01`,
      TotalBytes: 3_000,
      TlsVersions: [],
      Senders: ['printer@contoso.com'],
      SenderDomains: ['contoso.com'],
      Domains: ['fabrikam.com', 'adatum.com'],
    });
    expect(textOf(client?.['LastSeen'])).toBe('2026-10-01T08:02:00.000Z');
    expect(await shell.output('Get-RelayClient')).toEqual([]);
    await shell.run('Set-RelayClient', { Identity: 'ALICE@contoso.com', Owner: 'Alice herself' });
    await shell.run('Set-RelayClient', { Identity: '192.168.7.7', Owner: 'Facility management' });
    await shell.run('Set-RelayClient', { Identity: '192.168.7.7', Owner: null });
    const owned = await shell.output('Get-RelayClient', { Start: '2026-10-01', End: '2026-10-02' });
    expect(owned.map(({ Owner }) => Owner)).toEqual([null, 'Alice herself']);
  });
});
