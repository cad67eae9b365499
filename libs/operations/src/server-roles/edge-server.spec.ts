import { getHealthReport } from '../health/get-health-report.js';
import { objectOperations } from '../objects/object-operations.js';
import { problemDetails } from '../problem/problem-details.js';
import { shown, TestShell, textOf } from '../spec-support/test-shell.js';

let shell: TestShell;
beforeAll(async () => (shell = await TestShell.startEdge()), 30_000);
afterAll(() => shell.stop());

const run: TestShell['run'] = (...call) => shell.run(...call);
const outputOf: TestShell['output'] = (...call) => shell.output(...call);
const problemOf = async (order: Promise<unknown>) =>
  problemDetails(await order.then(() => undefined).catch((error: unknown) => error));

const inside = { Name: 'Inbound From Organization', Internal: true, RemoteIPRanges: ['10.1.2.10'] };

describe('an order that the role lacks', () => {
  it('is not found, and the sentence says which servers have it', async () => {
    const read = shell.server.order(objectOperations.Mailboxes.Get, {});
    expect(await problemOf(read)).toMatchObject({
      status: 404,
      detail:
        'there is no Get-Mailbox here: EDGE01 is an Edge Transport server, and Mailbox servers alone have it',
    });
  });

  it('changes nothing, and is not in the audit log', async () => {
    const make = shell.server.order(objectOperations.MailContacts.New, { parameters: { Name: 'x' } });
    await expect(make).rejects.toThrow('Mailbox servers alone have it');
    const { audit } = shell.server.context;
    expect((await audit.newest(10)).map(({ operation }) => operation)).not.toContain('New-MailContact');
  });
});

describe('parameters that the role lacks', () => {
  it.each([
    [
      'New-ReceiveConnector',
      { ...inside, TransportRole: 'FrontendTransport' },
      'TransportRole',
      'one transport',
    ],
    [
      'New-ReceiveConnector',
      { ...inside, Internal: false, Usage: 'Client' },
      'Usage',
      'submit to the organization',
    ],
    [
      'New-ReceiveConnector',
      { ...inside, Internal: false, Client: true },
      'Usage',
      'submit to the organization',
    ],
    [
      'New-ReceiveConnector',
      { ...inside, PermissionGroups: 'ExchangeServers, ExchangeLegacyServers' },
      'PermissionGroups',
      'Say ExchangeServers',
    ],
    [
      'New-SendConnector',
      { Name: 'To Internet', AddressSpaces: '*', SourceTransportServers: 'EDGE01' },
      'SourceTransportServers',
      'the Edge itself',
    ],
    [
      'Set-TransportConfig',
      { MaxReceiveSize: '50MB' },
      'MaxReceiveSize',
      'Say MaxMessageSize of its connectors',
    ],
    ['Set-TransportConfig', { SafetyNetHoldTime: '1.00:00:00' }, 'SafetyNetHoldTime', 'for mailboxes'],
    ['Set-TransportService', { Identity: 'EDGE01', ADSite: 'Munich' }, 'ADSite', 'in no site'],
    [
      'New-TransportRule',
      { Name: 'x', FromMemberOf: 'team', PrependSubject: 'y' },
      'FromMemberOf',
      'no recipients',
    ],
  ])('%s %j is refused', async (name, parameters, parameter, cure) => {
    const problem = await problemOf(run(name, parameters));
    expect(problem).toMatchObject({ status: 422, parameter });
    expect(problem?.rule).toBe(name === 'New-ReceiveConnector' ? 'A12' : undefined);
    expect(problem?.detail).toContain(' is not available on an Edge server.');
    expect(problem?.cure).toContain(cure);
  });

  it('is refused as well where it is added, and may be taken away', async () => {
    const [{ Identity } = {}] = await outputOf('Get-ReceiveConnector');
    const edit = (PermissionGroups: object) => run('Set-ReceiveConnector', { Identity, PermissionGroups });
    const added = edit({ Add: ['ExchangeLegacyServers'] });
    expect(await problemOf(added)).toMatchObject({ parameter: 'PermissionGroups' });
    await edit({ Remove: ['ExchangeLegacyServers'] });
  });
});

describe('what the documents say to an Edge', () => {
  it('C12: for the organization’s servers, beside the one connector of setup', async () => {
    const [made] = await outputOf('New-ReceiveConnector', inside);
    expect(shown(made, 'PermissionGroups', 'AuthMechanism', 'ConnectionTimeout', 'MessageRateLimit')).toEqual(
      {
        PermissionGroups: 'ExchangeServers',
        AuthMechanism: 'Tls, ExchangeServer',
        ConnectionTimeout: '00:05:00',
        MessageRateLimit: 600,
      },
    );
    await run('Remove-ReceiveConnector', { Identity: inside.Name });
  });

  it('C26, C27: to the Internet by MX, and all accepted domains inward', async () => {
    const internet = { Name: 'To Internet', AddressSpaces: '*', Usage: 'Internet', DNSRoutingEnabled: true };
    const [out] = await outputOf('New-SendConnector', internet);
    expect(shown(out, 'AddressSpaces', 'SourceTransportServers', 'MaxMessageSize')).toEqual({
      AddressSpaces: ['SMTP:*;1'],
      SourceTransportServers: ['EDGE01'],
      MaxMessageSize: '35 MB (36,700,160 bytes)',
    });
    const [inward] = await outputOf('New-SendConnector', {
      Name: 'To Internal Org',
      Usage: 'Internal',
      AddressSpaces: '--',
      DNSRoutingEnabled: false,
      SmartHosts: ['mbxserver01.contoso.com', 'mbxserver02.contoso.com'],
      SmartHostAuthMechanism: 'BasicAuthRequireTLS',
      AuthenticationCredential: { UserName: String.raw`contoso\edge`, Password: 'Secret-7' },
    });
    expect(shown(inward, 'AddressSpaces', 'SmartHostAuthMechanism', 'MaxMessageSize')).toEqual({
      AddressSpaces: ['SMTP:--;1'],
      SmartHostAuthMechanism: 'BasicAuthRequireTLS',
      MaxMessageSize: 'Unlimited',
    });
  });

  it('C28, C29: the connector of setup for the Internet alone, and one for the organization', async () => {
    const Identity = 'Default internal Receive connector edge01';
    const [before] = await outputOf('Get-ReceiveConnector', { Identity });
    // As the document prints it, without a bracket.
    const printed = { Identity: 'Default internal Receive connector ServerName>', Name: 'From Internet' };
    await expect(run('Set-ReceiveConnector', printed)).rejects.toThrow(
      'did you mean EDGE01\\Default internal receive connector EDGE01?',
    );
    await run('Set-ReceiveConnector', { Identity, Name: 'From Internet', Bindings: ['10.1.1.1:25'] });
    const [renamed] = await outputOf('Get-ReceiveConnector', { Identity: 'From Internet' });
    expect(renamed).toMatchObject({ Guid: before?.['Guid'], Bindings: ['10.1.1.1:25'] });
    expect(textOf(renamed?.['PermissionGroups'])).toBe('AnonymousUsers, ExchangeServers, Partners');
    const [made] = await outputOf('New-ReceiveConnector', {
      Name: 'From Internal Org',
      Usage: 'Internal',
      AuthMechanism: ['TLS', 'BasicAuth', 'BasicAuthRequireTLS', 'ExchangeServer'],
      Bindings: ['10.1.1.2:25'],
      RemoteIPRanges: ['192.168.5.10', '192.168.5.20'],
    });
    expect(shown(made, 'AuthMechanism', 'PermissionGroups', 'RemoteIPRanges')).toEqual({
      AuthMechanism: 'Tls, BasicAuth, BasicAuthRequireTLS, ExchangeServer',
      PermissionGroups: 'ExchangeServers',
      RemoteIPRanges: ['192.168.5.10', '192.168.5.20'],
    });
  });
});

describe('Edge', () => {
  it('settings of its service need no name of a server, and hold for it alone', async () => {
    const { warnings } = await run('Set-TransportService', { MessageExpirationTimeout: '1.00:00:00' });
    expect(warnings).toEqual([]);
    const [service] = await outputOf('Get-TransportService');
    expect(textOf(service?.['MessageExpirationTimeout'])).toBe('1.00:00:00');
  });

  it('“Message retry, resubmit, and expiration intervals”: 10 and 30 minutes, and a delay longer than an hour', async () => {
    const [service] = await outputOf('Get-TransportService');
    expect(textOf(service?.['TransientFailureRetryInterval'])).toBe('00:10:00');
    expect(textOf(service?.['OutboundConnectionFailureRetryInterval'])).toBe('00:30:00');
    const early = await run(
      'Set-TransportService',
      { DelayNotificationTimeout: '01:00:00' },
      { whatIf: true },
    );
    expect(early.warnings).toContainEqual(expect.stringContaining('6 times TransientFailureRetryInterval'));
  });

  it('limits that do nothing are not shown; connectors alone limit what it takes', async () => {
    const [config = {}] = await outputOf('Get-TransportConfig');
    expect(Object.keys(config)).toEqual(
      expect.arrayContaining(['GenerateCopyOfDSNFor', 'TLSReceiveDomainSecureList']),
    );
    expect(
      Object.keys(config).filter((name) => /^(?:Max(?:Receive|Send|Recipient)|SafetyNet|Journal)/.test(name)),
    ).toEqual([]);
  });

  it('every administrator may do everything, and nobody is put into role groups', async () => {
    const password = { UserName: 'anna', Password: 'Secret-12345' };
    const [anna] = await outputOf('New-Administrator', { Name: 'anna', Password: password });
    expect(anna?.['RoleGroups']).toEqual(['Organization Management']);
    const limited = run('Set-Administrator', { Identity: 'anna', RoleGroups: ['Hygiene Management'] });
    await expect(limited).rejects.toThrow('whose administrators may all do everything');
  });

  it('is well when its one service runs, and has the health sets of that', async () => {
    await shell.server.announced({
      service: 'edge-transport',
      server: 'EDGE01',
      listeners: [{ name: 'x', endpoint: { address: '0.0.0.0', port: 25 }, state: 'Listening' }],
    });
    expect(await shell.server.order(getHealthReport, {})).toMatchObject({
      status: 'ok',
      services: { 'edge-transport': { active: 1 } },
    });
    const sets = await outputOf('Get-HealthReport', { Identity: 'EDGE01' });
    expect(sets.map(({ HealthSet }) => HealthSet)).toEqual(['EdgeTransport']);
  });

  it('has the component EdgeTransport, and neither those of Front End nor of a hub', async () => {
    const states = await outputOf('Get-ServerComponentState', { Identity: 'EDGE01' });
    expect(states.map(({ Component }) => Component)).toEqual([
      'ServerWideOffline',
      'EdgeTransport',
      'Monitoring',
      'RecoveryActionsEnabled',
    ]);
    const drained = run('Set-ServerComponentState', {
      Identity: 'EDGE01',
      Component: 'HubTransport',
      State: 'Draining',
      Requester: 'Maintenance',
    });
    await expect(drained).rejects.toThrow('its own is EdgeTransport');
  });
});
