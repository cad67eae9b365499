import { shown, TestShell } from '../spec-support/test-shell.js';

let shell: TestShell;
beforeAll(async () => (shell = await TestShell.start()), 30_000);
afterAll(() => shell.stop());

describe('Exchange Online’s connectors', () => {
  it('an Outbound connector is a Send connector that says the same', async () => {
    const said = {
      Name: 'To Fabrikam',
      RecipientDomains: ['*.fabrikam.com'],
      TlsSettings: 'DomainValidation',
      TlsDomain: 'fabrikam.com',
    };
    const [made] = await shell.output('New-OutboundConnector', said);
    expect(shown(made, 'Name', 'RecipientDomains', 'UseMXRecord', 'TlsSettings')).toEqual({
      Name: 'To Fabrikam',
      RecipientDomains: ['*.fabrikam.com'],
      UseMXRecord: true,
      TlsSettings: 'DomainValidation',
    });
    const [send] = await shell.output('Get-SendConnector', { Identity: 'To Fabrikam' });
    expect(send).toMatchObject({
      RequireTLS: true,
      TlsAuthLevel: 'DomainValidation',
      TlsDomain: 'fabrikam.com',
    });
    await shell.run('Set-OutboundConnector', { Identity: 'To Fabrikam', TlsSettings: null, TlsDomain: null });
    expect((await shell.output('Get-SendConnector', { Identity: 'To Fabrikam' }))[0]).toMatchObject({
      RequireTLS: false,
    });
    await shell.run('Remove-OutboundConnector', { Identity: 'To Fabrikam' });
  });

  it('ConnectorType OnPremises is for servers of one’s own; policies of domains are kept to, or not', async () => {
    const said = { RecipientDomains: ['corp.contoso.com'], UseMXRecord: false, SmartHosts: ['10.1.1.2'] };
    const [made] = await shell.output('New-OutboundConnector', {
      Name: 'Inside',
      ...said,
      ConnectorType: 'OnPremises',
      MtaStsMode: 'None',
    });
    expect(made).toMatchObject({
      ConnectorType: 'OnPremises',
      MtaStsMode: 'None',
      SmtpDaneMode: 'Opportunistic',
    });
    expect(await shell.output('Get-SendConnector', { Identity: 'Inside' })).toMatchObject([
      { Usage: 'Internal', MaxMessageSize: 'Unlimited', MtaStsEnabled: false, DaneEnabled: true },
    ]);
    await shell.run('Remove-OutboundConnector', { Identity: 'Inside' });
  });

  it('IsTransportRuleScoped: for mail flow rules alone, and listed when it is asked for', async () => {
    const names = async (asked: Readonly<Record<string, unknown>>) =>
      (await shell.output('Get-OutboundConnector', asked)).map(({ Name }) => Name);
    await shell.run('New-OutboundConnector', { Name: 'By rule', IsTransportRuleScoped: true });
    expect(await names({})).not.toContain('By rule');
    expect(await names({ IsTransportRuleScoped: true })).toEqual(['By rule']);
    expect(await names({ Identity: 'By rule' })).toEqual(['By rule']);
    const forgotten = shell.run('New-OutboundConnector', { Name: 'Forgotten' });
    await expect(forgotten).rejects.toThrow('RecipientDomains: New-OutboundConnector needs it');
    await shell.run('Remove-OutboundConnector', { Identity: 'By rule' });
  });

  const fabrikam = { Name: 'From Fabrikam', SenderDomains: ['fabrikam.com'] };

  it('an Inbound connector is made, changed, shown and removed', async () => {
    const said = { SenderIPAddresses: ['192.0.2.0/28'], RestrictDomainsToIPAddresses: true };
    const [made] = await shell.output('New-InboundConnector', { ...fabrikam, ...said });
    expect(made).toMatchObject({ ...fabrikam, ...said, RequireTls: true, ConnectorType: 'Partner' });
    const change = { Identity: 'From Fabrikam', SenderDomains: { Add: ['*.fabrikam.com'] } };
    await shell.run('Set-InboundConnector', { ...change, ConnectorType: 'Partner', RequireTls: false });
    expect(await shell.output('Get-InboundConnector')).toMatchObject([
      { SenderDomains: ['fabrikam.com', '*.fabrikam.com'], RequireTls: false },
    ]);
    await shell.run('Remove-InboundConnector', { Identity: 'From Fabrikam' });
    expect(await shell.output('Get-InboundConnector')).toEqual([]);
  });

  it.each([
    [{ RestrictDomainsToIPAddresses: true }, 'needs SenderIPAddresses'],
    [{ RestrictDomainsToCertificate: true }, 'needs TlsSenderCertificateName'],
    [{ SenderDomains: ['a.*.com'] }, 'must be a domain'],
    [
      { SenderDomains: ['*'], SenderIPAddresses: ['192.0.2.7'], RestrictDomainsToIPAddresses: true },
      'Only 192.0.2.7 could bring mail to Front End',
    ],
  ])('an Inbound connector of %o is refused', async (said, reason) => {
    await expect(shell.run('New-InboundConnector', { ...fabrikam, ...said })).rejects.toThrow(reason);
  });
});

describe('Test-Mailflow', () => {
  it('says why nothing can be sent', async () => {
    await expect(shell.run('Test-Mailflow')).rejects.toThrow('no Front End of MBX01 listens on port 25');
    await expect(shell.run('Test-Mailflow', { TargetEmailAddress: 'nobody' })).rejects.toThrow(
      'no SMTP address',
    );
    await expect(shell.run('Test-Mailflow', { ErrorLatency: 'soon' })).rejects.toThrow(
      'ErrorLatency: must be a time span',
    );
  });
});

describe('servers', () => {
  it('are listed, with what runs of them', async () => {
    expect((await shell.output('Get-ExchangeServer'))[0]).toMatchObject({
      Name: 'MBX01',
      ServerRole: 'Mailbox',
    });
    expect((await shell.output('Test-ServiceHealth'))[0]).toMatchObject({
      RequiredServicesRunning: false,
      ServicesNotRunning: ['front-end-transport', 'hub-transport', 'mailbox-delivery'],
    });
  });
});

describe('tracking reports', () => {
  it('a mailbox is named, or an address; of nobody there is none', async () => {
    const parameters = { Identity: 'alice', Sender: 'bob@contoso.com', BypassDelegateChecking: true };
    expect(await shell.output('Search-MessageTrackingReport', parameters)).toEqual([]);
    await expect(shell.run('Search-MessageTrackingReport', { Identity: 'nobody' })).rejects.toThrow(
      'no Mailbox nobody',
    );
    await expect(shell.run('Get-MessageTrackingReport', { Identity: '<1@x>' })).rejects.toThrow(
      'no event of the message',
    );
  });
});
