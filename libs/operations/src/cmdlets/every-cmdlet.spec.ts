import { cmdlets } from './all-cmdlets.js';
import { OperationError } from '../operation.js';
import { ObjectNotFound } from '../objects/identity/object-identity.js';
import { shown, TestShell, textOf } from '../spec-support/test-shell.js';

let shell: TestShell;
beforeAll(async () => (shell = await TestShell.start()), 30_000);
afterAll(() => shell.stop());

const run: TestShell['run'] = (...call) => shell.run(...call);
const outputOf: TestShell['output'] = (...call) => shell.output(...call);

describe('an identity that means nobody', () => {
  const asked = cmdlets.filter(
    ({ name, parameters }) => name.startsWith('Get-') && parameters.some((each) => each.name === 'Identity'),
  );

  it.each(asked.map(({ name, parameters }) => [name, parameters] as const))(
    'is an error of %s, and never everybody',
    async (name, parameters) => {
      const needed = parameters.filter((each) => each.mandatory && each.name !== 'Identity');
      const others = Object.fromEntries(needed.map((each) => [each.name, each.values?.[0] ?? 'x']));
      const identity = name === 'Get-Message' ? '4711' : 'nobody of that name';
      await expect(run(name, { ...others, Identity: identity })).rejects.toBeInstanceOf(OperationError);
    },
  );
});

describe('objects of all kinds', () => {
  it.each([
    ['AcceptedDomain', { Name: 'fabrikam', DomainName: 'fabrikam.com' }, { DomainType: 'InternalRelay' }],
    ['RemoteDomain', { Name: 'adatum', DomainName: 'adatum.com' }, { AutoReplyEnabled: true }],
    ['MailContact', { Name: 'Chris', ExternalEmailAddress: 'chris@adatum.com' }, { DisplayName: 'Chris A' }],
    ['DistributionGroup', { Name: 'all', PrimarySmtpAddress: 'all@contoso.com' }, { ManagedBy: ['alice'] }],
    [
      'TransportRule',
      { Name: 'mark', FromScope: 'NotInOrganization', PrependSubject: '[EXTERNAL] ', Enabled: false },
      { Mode: 'Audit' },
    ],
    ['JournalRule', { Name: 'journal', JournalEmailAddress: 'alice@contoso.com' }, { Enabled: false }],
    ['ForeignConnector', { Name: 'Fax', AddressSpaces: 'FAX:*;1' }, { Comment: 'third floor' }],
    ['MailboxDatabase', { Name: 'DB02', Server: 'MBX01' }, {}],
  ])('%s: made, shown, changed, removed', async (noun, made, changed) => {
    const [object] = await outputOf(`New-${noun}`, made);
    expect(object).toMatchObject({ Name: made.Name, Identity: made.Name });
    await run(`Set-${noun}`, { Identity: made.Name, ...changed });
    const [read] = await outputOf(`Get-${noun}`, { Identity: made.Name });
    for (const [name, value] of Object.entries(changed)) expect(textOf(read?.[name])).toEqual(value);
    await run(`Remove-${noun}`, { Identity: made.Name });
    await expect(run(`Get-${noun}`, { Identity: made.Name })).rejects.toThrow(ObjectNotFound);
  });

  it('a rule that is made disabled is, and can be enabled', async () => {
    const rule = { Name: 'mark', PrependSubject: '[X] ', Enabled: false };
    expect((await outputOf('New-TransportRule', rule))[0]).toMatchObject({ State: 'Disabled' });
    await run('Enable-TransportRule', { Identity: 'mark' });
    expect((await outputOf('Get-TransportRule'))[0]).toMatchObject({ State: 'Enabled' });
  });

  it('IncidentReportOriginalMail is AttachOriginalMail in the content of the report', async () => {
    const content = async () => {
      const [{ IncidentReportContent } = {}] = await outputOf('Get-TransportRule', { Identity: 'report' });
      return IncidentReportContent;
    };
    const report = {
      GenerateIncidentReport: 'alice',
      IncidentReportOriginalMail: 'Include',
      RuleSubType: 'None',
    };
    await run('New-TransportRule', { Name: 'report', ...report });
    expect(await content()).toEqual(
      expect.arrayContaining(['Sender', 'RuleDetections', 'AttachOriginalMail']),
    );
    await run('Set-TransportRule', { Identity: 'report', IncidentReportOriginalMail: 'DoNotInclude' });
    expect(await content()).not.toContain('AttachOriginalMail');
    await run('Remove-TransportRule', { Identity: 'report' });
  });

  it('an accepted domain becomes the default by -MakeDefault', async () => {
    await run('New-AcceptedDomain', { Name: 'tailspin', DomainName: 'tailspin.com' });
    await run('Set-AcceptedDomain', { Identity: 'tailspin', MakeDefault: true });
    const domains = await outputOf('Get-AcceptedDomain');
    expect(domains.filter(({ Default }) => Default).map(({ Name }) => Name)).toEqual(['tailspin']);
    await run('Set-AcceptedDomain', { Identity: 'contoso.com', MakeDefault: true });
  });

  it('a contact of an export has its addresses back', async () => {
    const contact = { Name: 'Dana', ExternalEmailAddress: 'dana@adatum.com' };
    await run('New-MailContact', contact);
    const [made] = await outputOf('Get-MailContact', { Identity: 'Dana' });
    const { EmailAddresses } = made ?? {};
    expect(EmailAddresses).toEqual(['SMTP:dana@adatum.com']);
    await run('Set-MailContact', { Identity: 'Dana', EmailAddresses });
    expect((await outputOf('Get-MailContact', { Identity: 'Dana' }))[0]).toEqual(made);
  });
});

describe('mailboxes and groups', () => {
  it('a mailbox is made with its login, and removed with it', async () => {
    const [made] = await outputOf('New-Mailbox', {
      Name: 'dave',
      DisplayName: 'Dave Dee',
      Password: { UserName: 'dave', Password: 'Secret-5' },
    });
    expect(made).toMatchObject({ PrimarySmtpAddress: 'dave@contoso.com', DisplayName: 'Dave Dee' });
    const { organization } = shell.server.directory;
    expect(organization.account('dave')?.credential).toBeDefined();
    await run('Add-DistributionGroupMember', { Identity: 'team', Member: 'dave@contoso.com' });
    const members = await outputOf('Get-DistributionGroupMember', { Identity: 'team' });
    expect(members.map(({ Name }) => Name)).toEqual(['alice', 'bob', 'dave']);
    const again = run('Add-DistributionGroupMember', { Identity: 'team', Member: 'DAVE' });
    await expect(again).rejects.toThrow('is a member of team already');
    await run('Remove-DistributionGroupMember', { Identity: 'team', Member: 'dave' });
    await run('Remove-Mailbox', { Identity: 'dave' });
    expect(shell.server.directory.organization.objects.Credentials).toHaveLength(3);
  });
});

describe('services and the organization', () => {
  it('each service has the parameters of its own logs', async () => {
    await run('Set-FrontendTransportService', { Identity: 'MBX01', ReceiveProtocolLogMaxAge: '10.00:00:00' });
    const [frontend] = await outputOf('Get-FrontendTransportService');
    const [hub] = await outputOf('Get-TransportService', { Identity: 'mbx01' });
    expect([frontend, hub].map((each) => textOf(each?.['ReceiveProtocolLogMaxAge']))).toEqual([
      '10.00:00:00',
      '30.00:00:00',
    ]);
  });

  it('what Exchange sets at a server and holds everywhere here says so', async () => {
    const { warnings } = await run('Set-TransportService', {
      Identity: 'MBX01',
      MessageExpirationTimeout: '3.00:00:00',
      MaxOutboundConnections: 'Unlimited',
    });
    expect(warnings).toContain('MessageExpirationTimeout: holds for all servers of the organization');
    const [hub] = await outputOf('Get-TransportService');
    expect(shown(hub, 'MessageExpirationTimeout', 'MaxOutboundConnections')).toEqual({
      MessageExpirationTimeout: '3.00:00:00',
      MaxOutboundConnections: 'Unlimited',
    });
  });

  it('the organization’s settings', async () => {
    await run('Set-TransportConfig', { MaxReceiveSize: '50MB', TLSSendDomainSecureList: ['adatum.com'] });
    const [config] = await outputOf('Get-TransportConfig');
    expect(shown(config, 'MaxReceiveSize', 'TLSSendDomainSecureList')).toEqual({
      MaxReceiveSize: '50 MB (52,428,800 bytes)',
      TLSSendDomainSecureList: ['adatum.com'],
    });
  });
});

describe('queues, messages, tracking, state', () => {
  it('a message in a queue is shown, suspended and removed', async () => {
    await shell.server.queued({ from: 'bob', subject: 'quarterly report' });
    const [queue] = await outputOf('Get-Queue', { Identity: 'db0*', Filter: null });
    expect(queue).toMatchObject({
      Identity: String.raw`MBX01\DB01`,
      MessageCount: 1,
      Status: expect.any(String) as string,
    });
    const [message] = await outputOf('Get-Message', { Queue: queue?.['Identity'] });
    expect(shown(message, 'FromAddress', 'Subject')).toEqual({
      FromAddress: 'bob@contoso.com',
      Subject: 'quarterly report',
    });
    await run('Suspend-Message', { Identity: message?.['Identity'] });
    const [suspended] = await outputOf('Get-Message', { Filter: "Subject -like '*report'" });
    expect(suspended?.['Status']).toBe('Suspended');
    const tried = await run('Remove-Message', { Identity: message?.['Identity'] }, { whatIf: true });
    expect(tried.verbose).toEqual([
      `Remove-Message on ${String(message?.['Identity'])} in SmtpDeliveryToMailbox.DB01`,
    ]);
    await run('Remove-Message', { Identity: message?.['Identity'], WithNDR: false });
    expect(await outputOf('Get-Message', { Filter: "Subject -like '*report'" })).toEqual([]);
    await expect(run('Get-Queue', { Identity: 'DB07' })).rejects.toThrow('there is no Queue DB07');
  });

  it('messages are named by the identity of their queue, as Exchange has it', async () => {
    await shell.server.queued({ from: 'carol', subject: 'named' });
    const filter = (text: string) => outputOf('Get-Message', { Filter: `Subject -eq 'named' -and ${text}` });
    const [message] = await filter("FromAddress -like 'carol@*'");
    const identity = String(message?.['Identity']);
    expect(message?.['Queue']).toBe(String.raw`MBX01\DB01`);
    expect(identity).toMatch(/^MBX01\\DB01\\\d+$/);
    const found = [
      String.raw`Queue -eq 'MBX01\DB01'`,
      String.raw`QueueIdentity -eq 'mbx01\db01'`,
      String.raw`Queue -like 'MBX01\DB*'`,
      `Identity -eq '${identity}'`,
      String.raw`Identity -like 'MBX01\DB01\*'`,
      `Identity -like '*\\${identity.split('\\').at(-1)}'`,
      String.raw`Queue -ne 'MBX01\Unreachable'`,
    ];
    for (const text of found) expect([text, (await filter(text)).length]).toEqual([text, 1]);
    const others = [
      String.raw`Queue -eq 'MBX01\Unreachable'`,
      String.raw`QueueIdentity -ne 'MBX01\DB01'`,
      `Identity -ne '${identity}'`,
      String.raw`Identity -like 'MBX02\*'`,
    ];
    for (const text of others) expect([text, (await filter(text)).length]).toEqual([text, 0]);
    await run('Remove-Message', { Identity: identity, WithNDR: false });
  });

  it('-Server of an order is the server that is asked, and no other', async () => {
    expect(await outputOf('Get-Message', { Server: 'MBX01', Filter: "Subject -eq 'nothing'" })).toEqual([]);
    await run('Suspend-Queue', { Server: 'mbx01.contoso.com', Filter: "NextHopDomain -eq 'nowhere'" });
    const elsewhere = { Server: 'MBX09', Filter: "NextHopDomain -eq 'nowhere'" };
    await expect(run('Suspend-Queue', elsewhere)).rejects.toThrow('there is no TransportService MBX09');
  });

  it('queues are suspended and resumed, by name and by filter', async () => {
    await shell.server.queued();
    await run('Suspend-Queue', { Identity: String.raw`MBX01\DB01` });
    expect((await outputOf('Get-Queue', { Filter: "Status -eq 'Suspended'" }))[0]).toMatchObject({
      NextHopDomain: 'DB01',
    });
    await run('Resume-Queue', { Filter: "NextHopDomain -eq 'DB01'" });
    expect(
      await outputOf('Get-Queue', { Filter: "Status -eq 'Suspended' -and NextHopDomain -eq 'DB01'" }),
    ).toEqual([]);
  });

  it('a component is taken out and brought back', async () => {
    const state = { Identity: 'MBX01', Component: 'HubTransport', Requester: 'Maintenance' };
    await run('Set-ServerComponentState', { ...state, State: 'Draining' });
    const read = { Identity: 'MBX01', Component: 'hub' };
    expect((await outputOf('Get-ServerComponentState', read))[0]).toMatchObject({ State: 'Draining' });
    await run('Set-ServerComponentState', { ...state, State: 'Active' });
    expect((await outputOf('Get-ServerHealth')).length).toBeGreaterThan(3);
    expect((await outputOf('Get-HealthReport')).length).toBeGreaterThan(1);
  });

  it.each([
    ['Get-QueueDigest', { Forest: true }],
    ['Get-TransportAgent', {}],
    ['Get-TransportPipeline', {}],
    ['Get-ResubmitRequest', {}],
    ['Get-SystemMessage', {}],
    ['Get-MailboxTransportService', {}],
    ['Get-DynamicDistributionGroup', {}],
    ['Get-DeliveryAgentConnector', {}],
    ['Get-MailUser', {}],
    ['Get-Mailbox', {}],
    ['Test-ReceiveConnector', { RemoteIPAddress: '192.0.2.1', Recipient: 'x@example.net' }],
    ['Test-MessageRoute', { Sender: 'alice@contoso.com', Recipient: 'bob@contoso.com' }],
  ])('%s tells', async (name, parameters) => {
    expect(Array.isArray(await outputOf(name, parameters))).toBe(true);
  });

  it('the audit log is searched by cmdlet, parameter and outcome', async () => {
    const found = await outputOf('Search-AdminAuditLog', {
      Cmdlets: 'set-transportconfig',
      Parameters: ['MaxReceiveSize'],
      IsSuccess: true,
    });
    expect(found[0]).toMatchObject({
      CmdletName: 'Set-TransportConfig',
      ModifiedProperties: expect.arrayContaining([expect.stringContaining('MaxReceiveSize')]) as unknown,
    });
    expect(await outputOf('Search-AdminAuditLog', { Cmdlets: ['Set-Mailbox'] })).toEqual([]);
  });
});
