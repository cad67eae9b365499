import { PasswordVerifier } from '@mailyard/sign-in';

import { TestShell } from '../../spec-support/test-shell.js';

let shell: TestShell;
beforeAll(async () => (shell = await TestShell.start()), 30_000);
afterAll(() => shell.stop());

const canSignIn = (login: string, password: string) =>
  new PasswordVerifier().verify(shell.server.directory.organization.account(login)?.credential, password);

describe('Set-Mailbox -Password', () => {
  it('is part of the change, and tried with it', async () => {
    const said = { Identity: 'alice', Password: { UserName: 'alice', Password: 'Secret-5' } };
    const { verbose } = await shell.run('Set-Mailbox', { ...said, DisplayName: 'Al' }, { whatIf: true });
    expect(verbose.join('\n')).toContain('Credentials');
    expect(verbose.join('\n')).not.toContain('Secret-5');
    expect(await canSignIn('alice', 'Secret-5')).toBe(false);
    await shell.run('Set-Mailbox', { ...said, DisplayName: 'Al' });
    expect(await canSignIn('alice', 'Secret-5')).toBe(true);
    expect(shell.server.directory.organization.recipientByName('alice')).toMatchObject({ DisplayName: 'Al' });
    await expect(shell.run('Set-Mailbox', { ...said, Database: 'a/b' })).rejects.toThrow('Database');
  });
});

describe('Enable-Mailbox', () => {
  it('a mail user gets a mailbox, and stays in its groups', async () => {
    const outside = { Name: 'Chris', ExternalEmailAddress: 'chris@fabrikam.com' };
    await shell.run('New-MailUser', { ...outside, EmailAddresses: ['chris@contoso.com'] });
    await shell.run('Add-DistributionGroupMember', { Identity: 'team', Member: 'Chris' });
    await shell.run('Enable-Mailbox', { Identity: 'Chris' }, { whatIf: true });
    const [made] = await shell.output('Enable-Mailbox', { Identity: 'Chris', Database: 'DB02' });
    expect(made).toMatchObject({
      Name: 'Chris',
      PrimarySmtpAddress: 'chris@contoso.com',
      EmailAddresses: ['SMTP:chris@contoso.com'],
      UserPrincipalName: 'chris@contoso.com',
      Database: 'DB02',
    });
    expect(await shell.output('Get-DistributionGroupMember', { Identity: 'team' })).toContainEqual(
      expect.objectContaining({ Name: 'Chris', RecipientType: 'UserMailbox' }),
    );
    await expect(shell.output('Get-MailUser', { Identity: 'Chris' })).rejects.toThrow('Chris');
    await expect(shell.run('Enable-Mailbox', { Identity: 'alice' })).rejects.toThrow('alice');
  });
});

describe('what Get- tells', () => {
  const names = async (name: string, parameters = {}) =>
    (await shell.output(name, parameters)).map(({ Name }) => Name);

  it('Get-Mailbox -Server: those whose database is there, or anywhere', async () => {
    await shell.run('New-MailboxDatabase', { Name: 'DB01', Server: 'MBX01' });
    expect(await names('Get-Mailbox', { Server: 'mbx01' })).toContain('alice');
    await expect(names('Get-Mailbox', { Server: 'MBX01', Identity: 'alice' })).rejects.toThrow('does not go');
  });

  it('Get-MailboxDatabase -Status: whether Mailbox Delivery runs', async () => {
    expect(await shell.output('Get-MailboxDatabase')).toMatchObject([{ Name: 'DB01', Mounted: null }]);
    expect(await shell.output('Get-MailboxDatabase', { Status: true })).toMatchObject([{ Mounted: false }]);
  });

  it('Show-DynamicDistributionGroupMember: whom it would find, before there is such a group', async () => {
    const show = 'Show-DynamicDistributionGroupMember';
    expect(await names(show, { RecipientFilter: "Name -like 'b*'" })).toEqual(['bob']);
    expect(await names(show, { IncludedRecipients: 'MailboxUsers', ResultSize: 1 })).toEqual(['alice']);
    await expect(names(show)).rejects.toThrow('RecipientFilter or IncludedRecipients is needed');
  });

  it('Get-DynamicDistributionGroupMember: whom the filter finds', async () => {
    await shell.run('New-DynamicDistributionGroup', { Name: 'all', RecipientFilter: "Name -like 'b*'" });
    expect(await names('Get-DynamicDistributionGroupMember', { Identity: 'all' })).toEqual(['bob']);
    await expect(names('Get-DynamicDistributionGroupMember', { Identity: 'team' })).rejects.toThrow('team');
  });

  it('Get-SystemMessage -Original: what is said without a text of one’s own', async () => {
    const originals = await shell.output('Get-SystemMessage', { Original: true });
    expect(originals).toContainEqual(
      expect.objectContaining({ Identity: String.raw`en\5.1.10`, Language: 'en' }),
    );
    expect(await shell.output('Get-SystemMessage')).toEqual([]);
  });

  it('Get- and Set-OrganizationConfig: the settings that are there', async () => {
    await shell.run('Set-OrganizationConfig', { MicrosoftExchangeRecipientReplyRecipient: 'alice' });
    expect(await shell.output('Get-OrganizationConfig')).toMatchObject([
      { MicrosoftExchangeRecipientReplyRecipient: 'alice', AllowPlusAddressInRecipients: false },
    ]);
  });
});
