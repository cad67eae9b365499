import { ObjectRefused } from '@mailyard/directory';

import { ObjectNotFound } from '../objects/identity/object-identity.js';
import { shown, TestShell, textOf } from '../spec-support/test-shell.js';

// The commands of administrators' documents.
let shell: TestShell;
beforeEach(async () => (shell = await TestShell.start()), 30_000);
afterEach(() => shell.stop());

const run: TestShell['run'] = (...call) => shell.run(...call);
const outputOf: TestShell['output'] = (...call) => shell.output(...call);
const refusedRules = async (order: Promise<unknown>) => {
  const error: unknown = await order.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ObjectRefused);
  return (error as ObjectRefused).refusals.map(({ path: [parameter], rule }) => `${parameter} ${rule}`);
};

const internet = { Name: 'Internet Receive Connector', TransportRole: 'Frontend', Internet: true };
const relay = {
  Name: 'SMTP relay',
  RemoteIPRange: ['192.168.5.10-192.168.5.20'],
  TransportRole: 'FrontendTransport',
  Bindings: ['0.0.0.0:25'],
  usage: 'Custom',
  Server: 'MBX01',
};

describe('Receive connectors of the documents', () => {
  it('C02: for the Internet on one address, beside Default Frontend', async () => {
    const [made] = await outputOf('New-ReceiveConnector', { ...internet, Bindings: ['10.10.1.1:25'] });
    expect(
      shown(
        made,
        'Identity',
        'Bindings',
        'RemoteIPRanges',
        'AuthMechanism',
        'PermissionGroups',
        'TransportRole',
      ),
    ).toEqual({
      Identity: String.raw`MBX01\Internet Receive Connector`,
      Bindings: ['10.10.1.1:25'],
      RemoteIPRanges: ['0.0.0.0-255.255.255.255'],
      AuthMechanism: 'Tls',
      PermissionGroups: 'AnonymousUsers',
      TransportRole: 'FrontendTransport',
    });
  });

  it('C02 again: the same address for the same peers is refused', async () => {
    await run('New-ReceiveConnector', { ...internet, Bindings: ['10.10.1.1:25'] });
    const again = run('New-ReceiveConnector', { ...internet, Name: 'B', Bindings: ['10.10.1.1:25'] });
    expect(await refusedRules(again)).toEqual(['RemoteIPRanges C1']);
  });

  it('C03: a binding without a port is 25; Default Frontend is in the way, and without it nothing is', async () => {
    const parameters = { ...internet, Bindings: ['0.0.0.0', '[::]:'] };
    expect(await refusedRules(run('New-ReceiveConnector', parameters))).toContain('RemoteIPRanges C1');
    await run('Remove-ReceiveConnector', { Identity: 'Default Frontend MBX01' }, { force: true });
    const [made] = await outputOf('New-ReceiveConnector', parameters);
    expect(made?.['Bindings']).toEqual(['0.0.0.0:25', '[::]:25']);
  });

  it('C04, C07, C10, C13: what the checks look at is there, as text', async () => {
    const connectors = await outputOf('Get-ReceiveConnector');
    const anonymous = connectors.filter(
      (each) =>
        (each['Bindings'] as readonly string[]).some((binding) => binding.endsWith('25')) &&
        String(textOf(each['PermissionGroups'])).includes('AnonymousUsers'),
    );
    expect(anonymous.map(({ Identity }) => Identity)).toEqual([String.raw`MBX01\Default Frontend MBX01`]);
  });

  it('C06: for a partner, with host bits in its network, beside Default Frontend', async () => {
    const [made] = await outputOf('New-ReceiveConnector', {
      Name: 'Fabrikam.com TLS',
      TransportRole: 'Frontend',
      Partner: true,
      RemoteIPRanges: ['17.17.17.1/24'],
      Bindings: ['0.0.0.0:25'],
    });
    expect(shown(made, 'PermissionGroups', 'AuthMechanism')).toEqual({
      PermissionGroups: 'Partners',
      AuthMechanism: 'Tls',
    });
  });

  it('C09: for a service, with Basic authentication alone', async () => {
    const [made] = await outputOf('New-ReceiveConnector', {
      Name: 'Inbound From Service',
      TransportRole: 'Frontend',
      Custom: true,
      Bindings: ['0.0.0.0:25'],
      RemoteIPRanges: ['192.168.10.5'],
      AuthMechanism: 'BasicAuth',
      PermissionGroups: 'AnonymousUsers',
    });
    expect(shown(made, 'AuthMechanism', 'PermissionGroups')).toEqual({
      AuthMechanism: 'BasicAuth',
      PermissionGroups: 'AnonymousUsers',
    });
  });

  it('C12, C29: written for an Edge server; at a Mailbox server the role has to be said', async () => {
    const parameters = {
      Name: 'Inbound From Organization',
      Internal: true,
      RemoteIPRanges: ['10.1.2.10', '10.1.2.15', '10.1.2.20'],
    };
    expect(await refusedRules(run('New-ReceiveConnector', parameters))).toContain('Bindings C3');
    const [made] = await outputOf('New-ReceiveConnector', { ...parameters, TransportRole: 'Frontend' });
    expect(shown(made, 'Bindings', 'PermissionGroups')).toEqual({
      Bindings: ['[::]:25', '0.0.0.0:25'],
      PermissionGroups: 'ExchangeServers, ExchangeLegacyServers',
    });
    const [other] = await outputOf('New-ReceiveConnector', {
      Name: 'From Internal Org',
      Usage: 'Internal',
      TransportRole: 'Frontend',
      AuthMechanism: ['TLS', 'BasicAuth', 'BasicAuthRequireTLS', 'ExchangeServer'],
      Bindings: ['10.1.1.2:25'],
      RemoteIPRanges: ['192.168.5.10', '192.168.5.20'],
    });
    expect(shown(other, 'AuthMechanism', 'Usage')).toEqual({
      AuthMechanism: 'Tls, BasicAuth, BasicAuthRequireTLS, ExchangeServer',
      Usage: 'Internal',
    });
  });

  it('C14: a name that lost its backslash is nobody’s, and the error says whose it nearly is', async () => {
    await run('New-ReceiveConnector', { ...relay, Name: 'Email Relay' });
    const order = { PermissionGroups: 'AnonymousUsers' };
    const lost = run('Set-ReceiveConnector', { Identity: 'MBX01Email Relay', ...order });
    await expect(lost).rejects.toThrow(String.raw`did you mean MBX01\Email Relay?`);
    await run('Set-ReceiveConnector', { identity: String.raw`MBX01\Email Relay`, ...order });
    const [connector] = await outputOf('Get-ReceiveConnector', { Identity: 'Email Relay' });
    expect(textOf(connector?.['PermissionGroups'])).toBe('AnonymousUsers');
  });

  it('C15, C18, C20: the relay right; a principal that lost its backslash is proposed', async () => {
    await run('New-ReceiveConnector', { ...relay, PermissionGroups: 'AnonymousUsers' });
    const right = { ExtendedRights: 'Ms-Exch-SMTP-Accept-Any-Recipient' };
    for (const User of ['NT AUTHORITYAnonymous Logon', 'NT AuthorityANONYMOUS LOGON']) {
      const lost = run('Add-ADPermission', { Identity: ' SMTP relay ', User, ...right });
      await expect(lost).rejects.toThrow(String.raw`did you mean NT AUTHORITY\ANONYMOUS LOGON?`);
    }
    const added = await run('Add-ADPermission', {
      Identity: ' SMTP relay ',
      User: String.raw`NT AUTHORITY\Anonymous Logon`,
      ...right,
    });
    expect(added.output).toEqual([
      expect.objectContaining({
        Identity: String.raw`MBX01\SMTP relay`,
        User: String.raw`NT AUTHORITY\ANONYMOUS LOGON`,
        ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'],
        Deny: false,
      }),
    ]);
    const [connector] = await outputOf('Get-ReceiveConnector', { Identity: 'SMTP relay' });
    expect(textOf(connector?.['PermissionGroups'])).toBe('AnonymousUsers, Custom');
    const again = await run('Add-ADPermission', {
      Identity: 'SMTP relay',
      User: 'ANONYMOUS LOGON',
      ...right,
    });
    expect(again.warnings).toContainEqual(expect.stringContaining('already'));
  });

  it('C16: with an abbreviated parameter, any case of letters, and the server', async () => {
    const [made] = await outputOf('New-Receiveconnector', { ...relay, Server: 'mbx01.contoso.com' });
    expect(made?.['Identity']).toBe(String.raw`MBX01\SMTP relay`);
    await expect(run('Get-ReceiveConnector', { Server: 'MBX07' })).rejects.toThrow(
      'there is no TransportService',
    );
  });

  it('C19: the ranges of one connector become those of another; without Bindings it is refused by name', async () => {
    await run('New-ReceiveConnector', { ...relay, Name: 'EX01 relay' });
    const [source] = await outputOf('Get-ReceiveConnector', { Identity: String.raw`MBX01\EX01 relay` });
    const { RemoteIPRange: _, Bindings: __, ...parameters } = relay;
    const copied = { ...parameters, RemoteIPRanges: source?.['RemoteIPRanges'] };
    expect(await refusedRules(run('New-ReceiveConnector', copied))).toEqual(['Bindings undefined']);
    await run('Remove-ReceiveConnector', { Identity: 'EX01 relay' });
    const [made] = await outputOf('New-ReceiveConnector', { ...copied, Bindings: '0.0.0.0:25' });
    expect(made?.['RemoteIPRanges']).toEqual(relay.RemoteIPRange);
  });

  it('C28: renamed and bound anew', async () => {
    const unknown = { Identity: 'Default internal Receive connector MBX01', Name: 'From Internet' };
    await expect(run('Set-ReceiveConnector', unknown)).rejects.toThrow(ObjectNotFound);
    await run('Set-ReceiveConnector', {
      Identity: 'default frontend mbx01',
      Name: 'From Internet',
      Bindings: ['10.1.1.1:25'],
    });
    const [connector] = await outputOf('Get-ReceiveConnector', { Identity: 'From Internet' });
    expect(connector?.['Bindings']).toEqual(['10.1.1.1:25']);
  });
});

describe('Send connectors of the documents', () => {
  const credential = { UserName: String.raw`contoso\edge`, Password: 'Secret-7' };

  it('C26: to the Internet by MX', async () => {
    const [made] = await outputOf('New-SendConnector', {
      Name: 'To Internet',
      AddressSpaces: '*',
      Usage: 'Internet',
      DNSRoutingEnabled: true,
    });
    expect(shown(made, 'Identity', 'AddressSpaces', 'Enabled', 'MaxMessageSize')).toEqual({
      Identity: 'To Internet',
      AddressSpaces: ['SMTP:*;1'],
      Enabled: true,
      MaxMessageSize: '35 MB (36,700,160 bytes)',
    });
  });

  it('C27: all accepted domains are for an Edge server, and this is none', async () => {
    const order = run('New-SendConnector', {
      Name: 'To Internal Org',
      Usage: 'Internal',
      AddressSpaces: '--',
      DNSRoutingEnabled: false,
      SmartHosts: ['mbxserver01.contoso.com', 'mbxserver02.contoso.com'],
      SmartHostAuthMechanism: 'BasicAuthRequireTLS',
      AuthenticationCredential: credential,
    });
    expect(await refusedRules(order)).toEqual(['AddressSpaces S9']);
  });

  it('C31, C32: to an Edge server, and what is shown of it', async () => {
    await run('New-SendConnector', {
      Name: 'To Edge',
      Usage: 'Internal',
      AddressSpaces: '*',
      DSNRoutingEnabled: false,
      SmartHosts: 'edge01.contoso.com',
      SourceTransportServers: ['mbx01.contoso.com'],
      SmartHostAuthMechanism: 'BasicAuthRequireTLS',
      AuthenticationCredential: credential,
    });
    const [connector] = await outputOf('Get-SendConnector', { Identity: 'To Edge' });
    expect(
      shown(
        connector,
        'Usage',
        'DNSRoutingEnabled',
        'SmartHosts',
        'SourceTransportServers',
        'SmartHostAuthMechanism',
      ),
    ).toEqual({
      Usage: 'Internal',
      DNSRoutingEnabled: false,
      SmartHosts: ['edge01.contoso.com'],
      SourceTransportServers: ['MBX01'],
      SmartHostAuthMechanism: 'BasicAuthRequireTLS',
    });
    expect(JSON.stringify(connector)).not.toContain('Secret-7');
  });
});
