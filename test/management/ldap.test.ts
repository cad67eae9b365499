import { join } from 'node:path';

import {
  eventually,
  ldapInstalled,
  ldapReader,
  startLdap,
  type TestClient,
  type TestLdap,
} from '@mailyard/testing';

import { Maildir } from '../mail/maildir.js';
import { message } from '../mail/message.js';
import { greeted, transact } from '../mail/send.js';
import { Launched } from '../stack/launched.js';
import { demoPassword } from '../stack/site.js';

const dn = (name: string): string => `${name},dc=contoso,dc=com`;

const plain = (user: string, password: string): string =>
  Buffer.from(`\0${user}\0${password}`).toString('base64');
const dora = plain('dora@contoso.com', 'dora-secret');

const people = ['dora', 'emil', 'finn']
  .map(
    (uid) =>
      `dn: ${dn(`uid=${uid}`)}\nobjectClass: inetOrgPerson\nuid: ${uid}\ncn: ${uid}\nsn: ${uid}\n` +
      `mail: ${uid}@contoso.com\nuserPassword: ${uid}-secret\n\n`,
  )
  .join('');

function group(cn: string, members: readonly string[]): string {
  const listed = members.map((member) => `member: ${dn(member)}\n`).join('');
  return `dn: ${dn(`cn=${cn}`)}\nobjectClass: groupOfNames\nobjectClass: extensibleObject\ncn: ${cn}\nmail: ${cn}@contoso.com\n${listed}\n`;
}

// A real slapd; without it there is nothing to test with.
(ldapInstalled() ? describe : describe.skip)('a directory source of a whole stack', () => {
  let directory: TestLdap;
  let stack: Launched;

  beforeAll(async () => {
    directory = await startLdap(
      people + group('inner', ['uid=emil', 'uid=finn']) + group('sales', ['uid=dora', 'cn=inner']),
    );
    stack = await Launched.start();
  }, 90_000);
  afterAll(async () => {
    await stack.stop();
    await directory.stop();
  }, 60_000);

  async function run(cmdlet: string, parameters: object): Promise<readonly Record<string, unknown>[]> {
    const answer = await fetch(`http://127.0.0.1:${stack.site.port(8080)}/api/v1/cmdlets/${cmdlet}`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from(`admin:${demoPassword}`).toString('base64')}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ parameters, force: true }),
    });
    if (!answer.ok) throw new Error(`${cmdlet}: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { readonly output: readonly Record<string, unknown>[] }).output;
  }

  async function inTls(): Promise<TestClient> {
    const client = await greeted(stack.site.port(587));
    await client.upgradeTls({ command: 'STARTTLS' });
    await client.ehlo();
    return client;
  }

  const soon = { deadlineMs: 15_000, what: 'a synchronization' };

  it('is made by a cmdlet, and brings its people and groups by itself', async () => {
    await run('New-DirectorySource', {
      Name: 'People',
      Url: [directory.url],
      CertificateAuthority: directory.ca,
      BaseDN: 'dc=contoso,dc=com',
      AuthenticationCredential: { UserName: ldapReader.dn, Password: ldapReader.password },
    });
    await eventually(
      async () =>
        expect(await run('Get-DirectorySynchronization', {})).toMatchObject([
          { Name: 'People', Result: 'Succeeded', Recipients: 5 },
        ]),
      soon,
    );
    expect(await run('Get-Mailbox', { Identity: 'dora' })).toMatchObject([{ IsDirSynced: true }]);
    expect(JSON.stringify(await run('Get-DirectorySource', {}))).not.toContain(ldapReader.password);
  });

  it('its recipients are read-only, and the sentence names the source', async () => {
    const told = /comes from the directory source People and is read-only here/;
    await expect(run('Set-Mailbox', { Identity: 'dora', Title: 'Boss' })).rejects.toThrow(told);
    await expect(run('Remove-Mailbox', { Identity: 'dora' })).rejects.toThrow(told);
    await expect(run('Set-Password', { Identity: 'dora', Password: 'Other-1' })).rejects.toThrow(
      /signs in with the password of the directory source People/,
    );
    await expect(run('Start-DirectorySynchronization', { Identity: 'nobody' })).rejects.toThrow(/nobody/);
  });

  it('a user signs in with the password of the directory, and mail to a group reaches those of groups in it', async () => {
    const client = await inTls();
    await client.command(`AUTH PLAIN ${dora}`, /^235 2\.7\.0 /);
    const sent = message({ from: 'dora@contoso.com', to: 'sales@contoso.com' });
    const reply = await transact(client, sent, { from: 'dora@contoso.com', to: ['sales@contoso.com'] });
    expect(reply.code).toBe(250);
    await client.quit();
    for (const name of ['dora', 'emil', 'finn']) {
      const mailbox = new Maildir(join(stack.site.dataDir, 'mailboxes/DB01', name));
      expect((await mailbox.message(sent.id)).body).toEqual(sent.body);
    }
  });

  it.each([
    ['dora@contoso.com', 'wrong'],
    ['dora@contoso.com', '*'],
    ['*)(uid=*', 'dora-secret'],
    [dn('uid=dora'), 'dora-secret'],
  ])('%s with %j does not', async (user, password) => {
    const client = await inTls();
    const refused = client.command(`AUTH PLAIN ${plain(user, password)}`, /^535 5\.7\.3 /);
    expect(await refused).toMatchObject({ code: 535 });
    client.close();
  });

  it('while the directory is away mail goes on, health tells it, and a sign-in is put off', async () => {
    await directory.away();
    await expect(run('Start-DirectorySynchronization', { Identity: 'People' })).rejects.toThrow(
      /ECONNREFUSED/,
    );
    await eventually(
      async () =>
        expect(await run('Get-ServerHealth', { HealthSet: 'HubTransport' })).toContainEqual(
          expect.objectContaining({ Name: 'DirectorySources', AlertValue: 'Degraded' }),
        ),
      { deadlineMs: 20_000, what: 'a monitor that tells it' },
    );
    const user = await inTls();
    await user.command(`AUTH PLAIN ${dora}`, /^454 4\.7\.0 /);
    user.close();
    const client = await greeted(stack.site.port(25));
    const sent = message({ to: 'emil@contoso.com' });
    expect((await transact(client, sent, { to: ['emil@contoso.com'] })).code).toBe(250);
    await client.quit();
    await new Maildir(join(stack.site.dataDir, 'mailboxes/DB01/emil')).message(sent.id);
    await directory.start();
  });

  it('metrics have the age of what it brought', async () => {
    const metrics = await fetch(`http://127.0.0.1:${stack.site.port(8080)}/metrics`);
    expect(await metrics.text()).toMatch(/^mailyard_directory_source_age_seconds\{.*name="People".*\} \d+$/m);
  });

  it('is removed, and its recipients stay', async () => {
    await run('Start-DirectorySynchronization', { Identity: 'People' });
    await run('Remove-DirectorySource', { Identity: 'People' });
    expect(await run('Get-Mailbox', { Identity: 'dora' })).toMatchObject([{ IsDirSynced: false }]);
  });
});
