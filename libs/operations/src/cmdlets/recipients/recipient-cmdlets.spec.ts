import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { shown, TestShell, textOf } from '../../spec-support/test-shell.js';

let shell: TestShell;
beforeAll(async () => (shell = await TestShell.start()), 30_000);
afterAll(() => shell.stop());

const names = async (name: string, parameters: Readonly<Record<string, unknown>>) =>
  (await shell.output(name, parameters)).map(({ Name }) => Name);

describe('lists of recipients', () => {
  it.each([
    ['Get-Mailbox', { Filter: "Name -like 'a*' -and Database -eq 'DB01'" }, ['alice']],
    [
      'Get-Mailbox',
      { Filter: "{EmailAddresses -eq 'smtp:bob@contoso.com' -or Name -eq 'carol'}" },
      ['bob', 'carol'],
    ],
    ['Get-Mailbox', { Filter: "-not(Name -eq 'bob')" }, ['alice', 'carol']],
    ['Get-Mailbox', { Filter: 'ForwardingAddress -ne $null' }, []],
    ['Get-Mailbox', { Filter: 'MaxReceiveSize -gt 1TB' }, ['alice', 'bob', 'carol']],
    ['Get-Mailbox', { Filter: 'MaxReceiveSize -lt 1TB' }, []],
    ['Get-Mailbox', { Filter: "WhenCreated -gt '2020-01-01'" }, ['alice', 'bob', 'carol']],
    ['Get-Mailbox', { Anr: 'CAR' }, ['carol']],
    ['Get-Mailbox', { SortBy: 'Name', ResultSize: 2 }, ['alice', 'bob']],
    ['Get-Mailbox', { Database: 'db01' }, ['alice', 'bob', 'carol']],
    ['Get-Recipient', { RecipientType: ['MailUniversalDistributionGroup'] }, ['team']],
    ['Get-Recipient', { Identity: 'bob@contoso.com' }, ['bob']],
    ['Get-User', { Anr: 'ali' }, ['alice']],
  ])('%s %o', async (name, parameters, expected) => {
    expect(await names(name, parameters)).toEqual(expected);
  });

  it('says that there are more, and what cannot be asked', async () => {
    const { warnings } = await shell.run('Get-Mailbox', { ResultSize: 1 });
    expect(warnings).toEqual(['there are 3 results, and the first 1 are shown: say -ResultSize']);
    await expect(names('Get-Mailbox', { Filter: 'Nonsense -eq 1' })).rejects.toThrow('no property Nonsense');
    await expect(names('Get-Mailbox', { Filter: 'Name -eq' })).rejects.toThrow(/^Filter: /);
  });
});

it('members of a group have the types of Exchange', async () => {
  const members = await shell.output('Get-DistributionGroupMember', { Identity: 'team' });
  expect(members.map(({ RecipientType }) => RecipientType)).toEqual(['UserMailbox', 'UserMailbox']);
});

describe('objects know their times', () => {
  it('of the change that made them, and of the last one', async () => {
    const made = Date.now();
    const [group] = await shell.output('New-DistributionGroup', { Name: 'File Managers', Members: ['bob'] });
    expect(shown(group, 'PrimarySmtpAddress')).toEqual({ PrimarySmtpAddress: 'FileManagers@contoso.com' });
    expect(Date.parse(String(textOf(group?.['WhenCreated'])))).toBeGreaterThanOrEqual(made);
    await shell.run('Set-DistributionGroup', { Identity: 'File Managers', DisplayName: 'Files' });
    const [changed] = await shell.output('Get-DistributionGroup', { Identity: 'File Managers' });
    expect(changed?.['WhenCreatedUTC']).toEqual(group?.['WhenCreated']);
    const [created, last] = ['WhenCreated', 'WhenChanged'].map((name) => String(textOf(changed?.[name])));
    expect(Date.parse(last ?? '')).toBeGreaterThan(Date.parse(created ?? ''));
  });
});

describe('a mailbox that goes', () => {
  it('is tried first, and says where its mail stays', async () => {
    const { verbose, warnings } = await shell.run('Remove-Mailbox', { Identity: 'carol' }, { whatIf: true });
    expect(verbose.join()).toMatch(/Mailboxes.*- carol.*Credentials.*- carol@contoso\.com/s);
    expect(warnings.join()).toContain('its mail stays in mailboxes/DB01/carol');
    expect(await names('Get-Mailbox', {})).toEqual(['alice', 'bob', 'carol']);
  });

  it('nobody gets the mail of a former one by mistake', async () => {
    const { dataDir } = shell.server;
    await mkdir(join(dataDir, 'mailboxes/DB01/carol/new'), { recursive: true });
    await writeFile(join(dataDir, 'mailboxes/DB01/carol/new/1.eml'), 'Subject: hers\n\n');
    await shell.run('Disable-Mailbox', { Identity: 'carol' });
    const again = { Name: 'Carol Cox', Alias: 'carol' };
    await expect(shell.run('New-Mailbox', again)).rejects.toThrow(
      'whoever gets this one gets that mail, too',
    );
    await shell.run('New-Mailbox', again, { force: true });
    expect(await names('Get-Mailbox', {})).toEqual(['alice', 'bob', 'Carol Cox']);
  });
});

it('an account of another mail system gets a password that is told once, and another', async () => {
  const account = { Login: 'relay@contoso.com', MemberOf: 'Exchange Servers' };
  const [made] = await shell.output('New-SmtpCredential', account);
  expect(made).toMatchObject({
    Login: 'relay@contoso.com',
    Password: expect.stringMatching(/.{12}/) as string,
  });
  const before = shell.server.directory.organization.account('relay@contoso.com')?.credential?.Hash;
  await shell.run('Set-SmtpCredential', { Identity: 'relay@contoso.com', Password: 'Secret-8' });
  expect(shell.server.directory.organization.account('relay@contoso.com')?.credential?.Hash).not.toBe(before);
  const [read] = await shell.output('Get-SmtpCredential', { Identity: 'relay@contoso.com' });
  expect(read).not.toHaveProperty('Password');
  await shell.run('Remove-SmtpCredential', { Identity: 'relay@contoso.com' });
});
