import { matchesHash, secretPlace } from '@mailyard/directory';

import { TestShell } from '../spec-support/test-shell.js';

const key = { Key: { UserName: 'key', Password: 'thirty-two octets are not needed' } };
const account = { UserName: 'x', Password: 'Secret-12345' };
const login = { UserName: 'edge01@contoso.com', Password: 'account-inside' };

let source: TestShell;
let clone: TestShell;
beforeAll(async () => {
  [source, clone] = await Promise.all([TestShell.startEdge(), TestShell.startEdge({ server: 'EDGE02' })]);
  await source.run('New-AcceptedDomain', { Name: 'contoso.com', DomainName: 'contoso.com' });
  const MemberOf = 'Exchange Servers';
  await source.run('New-SmtpCredential', { Login: 'relay@edge01.contoso.com', Password: account, MemberOf });
  await source.run('New-SendConnector', {
    Name: 'To Internal Org',
    Usage: 'Internal',
    AddressSpaces: '--',
    DNSRoutingEnabled: false,
    SmartHosts: 'mbx01.contoso.com',
    SmartHostAuthMechanism: 'BasicAuthRequireTLS',
    AuthenticationCredential: login,
  });
  const internet = { Name: 'To Internet', AddressSpaces: '*', Usage: 'Internet' };
  await source.run('New-SendConnector', {
    ...internet,
    SourceIPAddress: '10.1.1.1',
    Fqdn: 'mail.contoso.com',
  });
  const Identity = 'Default internal receive connector EDGE01';
  await source.run(
    'Set-ReceiveConnector',
    { Identity, Name: 'From Internet', Bindings: '10.1.1.1:25' },
    { force: true },
  );
  await source.run('Set-TransportService', {
    MessageExpirationTimeout: '1.00:00:00',
    MaxPerDomainOutboundConnections: 7,
  });
}, 60_000);
afterAll(() => Promise.all([source.stop(), clone.stop()]));

type Parameters = Readonly<Record<string, unknown>>;
const base64 = ({ FileData }: Parameters = {}) => String((FileData as { readonly value: string }).value);
const made = async () => base64((await source.output('Export-EdgeConfig', key))[0]);
let file: Promise<string> | undefined;
/** Once: the key is derived at each order, for a third of a second. */
const exported = () => (file ??= made());
const textOf = (data: string) => Buffer.from(data, 'base64').toString();
const dataOf = (text: string) => Buffer.from(text).toString('base64');
const asked = async () => {
  const answer = await clone.output('New-EdgeConfigAnswer', { CloneConfigData: await exported(), ...key });
  return textOf(base64(answer[0]));
};
let answers: Promise<string> | undefined;
const questions = () => (answers ??= asked());
const imported = async (more: Parameters, how = {}) =>
  clone.run(
    'Import-EdgeConfig',
    { CloneConfigData: await exported(), ...key, ...more },
    { force: true, ...how },
  );

it('the file has no secret that can be read, and says all else', async () => {
  const text = textOf(await exported());
  expect(text).not.toMatch(/account-inside|Secret-12345|Hash|Salt"|v1\.(?!clone)/);
  expect(JSON.parse(text)).toMatchObject({ version: 1, server: { name: 'EDGE01' } });
  expect(text).toContain('"To Internal Org"');
});

it('what differs by server is asked: bindings, source addresses', async () => {
  expect((await questions()).replaceAll(/^#.*\n/gm, '')).toBe(
    `ReceiveConnectors:
  - Name: 'From Internet'
    Bindings: '?' # EDGE01: ["10.1.1.1:25"]
SendConnectors:
  - Name: 'To Internet'
    SourceIPAddress: '?' # EDGE01: "10.1.1.1"
`,
  );
});

describe('nothing is imported', () => {
  it.each([
    [
      'while questions are open',
      async () => ({ CloneConfigAnswer: dataOf(await questions()) }),
      'has to say ReceiveConnectors[From Internet].Bindings, SendConnectors[To Internet].SourceIPAddress',
    ],
    ['by another key', async () => ({ Key: 'another key, as long' }), 'Key does not fit'],
    [
      'of a file that was changed: the password would go to another host',
      async () => ({
        CloneConfigData: dataOf(textOf(await exported()).replace('mbx01.contoso.com', 'mbx01.evil.example')),
      }),
      'was changed since it was made',
    ],
    ['of another file', () => ({ CloneConfigData: dataOf('{}') }), 'is no file of Export-EdgeConfig'],
    [
      'with an answer about nothing',
      async () => ({
        CloneConfigAnswer: dataOf(
          `${(await questions()).replaceAll("'?'", '10.2.2.1')}AcceptedDomains: [{ Name: x }]\n`,
        ),
      }),
      'AcceptedDomains[x], which is not in CloneConfigData',
    ],
    [
      'with an answer that a rule refuses',
      async () => ({ CloneConfigAnswer: dataOf((await questions()).replaceAll("'?'", 'nowhere')) }),
      'the clone of EDGE01: ReceiveConnectors[0].Bindings',
    ],
  ])('%s', async (_, more, reason) => {
    await expect(imported(await more())).rejects.toThrow(reason);
    expect(clone.server.directory.organization.acceptedDomains).toEqual([]);
  });
});

it('-WhatIf tells what would become of it', async () => {
  const CloneConfigAnswer = dataOf((await questions()).replaceAll("'?'", '10.2.2.1'));
  const { verbose } = await imported({ CloneConfigAnswer }, { whatIf: true });
  expect(verbose.join('\n')).toMatch(/SendConnectors\n[^]*\+ To Internal Org/);
  expect(clone.server.directory.organization.acceptedDomains).toEqual([]);
});

it('the clone is what the other is, by its own name and addresses', async () => {
  const CloneConfigAnswer = dataOf((await questions()).replaceAll("'?'", '10.2.2.1'));
  await imported({ CloneConfigAnswer });
  const { objects, servers } = clone.server.directory.organization;
  expect(objects.ReceiveConnectors).toMatchObject([
    { Server: 'EDGE02', Name: 'From Internet', Bindings: ['10.2.2.1'], Fqdn: 'edge02.contoso.com' },
  ]);
  expect(servers).toMatchObject([
    { Name: 'EDGE02', Fqdn: 'edge02.contoso.com', MaxPerDomainOutboundConnections: 7 },
  ]);
  expect(objects.TransportSettings).toMatchObject([{ MessageExpirationTimeout: 86_400_000 }]);
  expect(objects.AcceptedDomains).toMatchObject([{ DomainName: 'contoso.com' }]);
  const [inward, outward] = objects.SendConnectors.toSorted((one, other) =>
    one.Name.localeCompare(other.Name),
  );
  expect(outward).toMatchObject({ SourceIPAddress: '10.2.2.1', Fqdn: 'mail.contoso.com' });
  const place = secretPlace(inward?.Guid ?? '', 'SealedPassword');
  expect(await clone.server.context.secretKeys.open(inward?.SealedPassword ?? '', place)).toEqual({
    kind: 'opened',
    secret: login.Password,
  });
  const [relay] = objects.Credentials;
  expect(relay).toMatchObject({ Login: 'relay@edge02.contoso.com', MemberOf: ['Exchange Servers'] });
  expect(relay !== undefined && (await matchesHash(account.Password, relay))).toBe(true);
});

it('once more it changes nothing', async () => {
  const CloneConfigAnswer = dataOf((await questions()).replaceAll("'?'", '10.2.2.1'));
  const { warnings } = await imported({ CloneConfigAnswer });
  expect(warnings).toContain('nothing is changed: it is so already');
});
