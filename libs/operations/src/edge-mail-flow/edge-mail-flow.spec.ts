import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { issuePublic, OrganizationCertificates } from '@mailyard/certificates';

import { TestShell } from '../spec-support/test-shell.js';

const relay = { UserName: String.raw`EDGE01\relay`, Password: 'Secret-12345' };
const account = { UserName: 'edge01@contoso.com', Password: 'Secret-12345' };
const smartHost = { DNSRoutingEnabled: false, SmartHostAuthMechanism: 'BasicAuthRequireTLS' };
const internal = { Name: 'To Internal Org', Usage: 'Internal', AddressSpaces: '--', ...smartHost };

let edge: TestShell;
let inside: TestShell;
beforeAll(async () => {
  [edge, inside] = [await TestShell.startEdge(), await TestShell.start()];
  for (const [shell, fqdn] of [
    [edge, 'edge01.contoso.com'],
    [inside, 'mbx01.contoso.com'],
  ] as const) {
    await OrganizationCertificates.ensure(join(shell.server.dataDir, 'pki'), { fqdn });
  }
}, 60_000);
afterAll(async () => {
  await edge.stop();
  await inside.stop();
});

async function fileOf(shell: TestShell): Promise<unknown> {
  const [{ FileData } = {}] = await shell.output('Export-EdgeMailFlow');
  return FileData;
}

/** What is found at one side, which has to be what is found at the other: `Check at SERVER: finding`. */
async function findings(): Promise<readonly string[]> {
  const rows = async (at: TestShell, of: TestShell) =>
    (await at.output('Test-EdgeMailFlow', { FileName: await fileOf(of) }))
      .filter(({ Result }) => Result !== 'Success')
      .map(({ Check, Result, Server, Finding }) =>
        [Check, Result, 'at', `${String(Server)}:`, Finding].join(' '),
      );
  const [here, there] = [await rows(edge, inside), await rows(inside, edge)];
  expect(there).toEqual(here);
  return here;
}

const expectFindings = async (...patterns: readonly RegExp[]) =>
  expect(await findings()).toEqual(patterns.map((pattern) => expect.stringMatching(pattern) as string));

const trust = async (by: TestShell, of: TestShell) => {
  const folder = join(by.server.dataDir, 'pki/trusted');
  await mkdir(folder, { recursive: true });
  await copyFile(join(of.server.dataDir, 'pki/public.crt'), join(folder, 'other.crt'));
};

// The steps of the document, each of which ends what was missing before it.
it('before the first step: no domain, no way in any direction', () =>
  expectFindings(
    /^AcceptedDomains Failure at EDGE01: contoso\.com is no accepted domain: .*5\.7\.54/,
    /^ToInternet Failure at EDGE01: no Send connector leads to the Internet/,
    /^ToOrganization Failure at EDGE01: no Send connector leads to the organization \(--\)/,
    /^ToEdge Failure at MBX01: no Send connector leads to the Edge/,
  ));

it('steps 1 to 5 without what the document takes for granted: accounts, the Receive connector’s peer, certificates', async () => {
  const SmartHosts = 'mbx01.contoso.com';
  const early = { ...internal, SmartHosts, AuthenticationCredential: account };
  const tried = await edge.run('New-SendConnector', early, { whatIf: true });
  // Whether a name is known is for the DNS of the machine to say (rule S15).
  expect(tried.warnings.filter((each) => !each.includes('no MX, A or AAAA'))).toEqual([
    expect.stringMatching(/mbx01\.contoso\.com is not trusted, and mail waits: Export-ExchangeCertificate/),
    expect.stringMatching(/accepts no domain, so that -- stands for none, .*: New-AcceptedDomain$/),
  ]);
  await edge.run('New-AcceptedDomain', { Name: 'contoso.com', DomainName: 'contoso.com' });
  await edge.run('New-SendConnector', { Name: 'To Internet', AddressSpaces: '*', Usage: 'Internet' });
  await edge.run('New-SendConnector', { ...internal, SmartHosts, AuthenticationCredential: account });
  const { warnings } = await inside.run('New-SendConnector', {
    ...smartHost,
    Usage: 'Internal',
    Name: 'To Edge',
    AddressSpaces: '*',
    SmartHosts: 'edge01.contoso.com',
    AuthenticationCredential: relay,
  });
  expect(warnings).toEqual([
    expect.stringMatching(/^To Edge: no certificate is imported here/),
    expect.stringMatching(/^To Edge: .* it has to sign in here, too, and no account is in Exchange Servers/),
  ]);
  await expectFindings(
    /^ToEdge Failure at EDGE01: no Receive connector takes what "To Edge" of MBX01 brings by BasicAuthRequireTLS/,
    /^Accounts Failure at MBX01: "To Internal Org" of EDGE01 signs in as edge01@contoso\.com, and there is no account edge01@contoso\.com/,
    /^Accounts Failure at EDGE01: .* as EDGE01\\relay, and there is no account relay@edge01\.contoso\.com/,
    /^Certificates Failure at EDGE01: "To Internal Org" does not trust the certificate of MBX01 \([0-9A-F]{40}\)/,
  );
  const made = await edge.run('New-ReceiveConnector', {
    Name: 'From Internal Org',
    Usage: 'Internal',
    AuthMechanism: 'TLS,BasicAuth,BasicAuthRequireTLS,ExchangeServer',
    Bindings: '10.1.1.2:25',
    RemoteIPRanges: '192.168.5.10',
  });
  expect(made.warnings).toEqual([
    expect.stringMatching(
      /^From Internal Org: the certificate of .* is self-signed, .* Export-ExchangeCertificate$/i,
    ),
    expect.stringMatching(
      /^From Internal Org: no account is in Exchange Servers, .* New-SmtpCredential relay@edge01/,
    ),
  ]);
  expect((await findings()).at(-1)).toMatch(/^Certificates Failure at MBX01: "To Edge" does not trust/);
});

it('an account has to be in Exchange Servers', async () => {
  await edge.run('New-SmtpCredential', { Login: 'relay@edge01.contoso.com', Password: relay });
  const MemberOf = 'Exchange Servers';
  await inside.run('New-SmtpCredential', { Login: account.UserName, Password: account, MemberOf });
  expect((await findings())[0]).toMatch(
    /relay@edge01\.contoso\.com is not in Exchange Servers: .*530 5\.7\.57/,
  );
  await edge.run('Set-SmtpCredential', { Identity: 'relay@edge01.contoso.com', MemberOf });
});

it('with the certificates of each other nothing is missing, and no secret is in the file', async () => {
  await trust(edge, inside);
  await trust(inside, edge);
  expect(await findings()).toEqual([]);
  const files = JSON.stringify([await fileOf(edge), await fileOf(inside)]);
  const { value: base64 } = (await fileOf(edge)) as { readonly value: string };
  const text = Buffer.from(base64, 'base64').toString();
  expect(text).toContain('To Internal Org');
  expect(text + files).not.toMatch(/Secret|Hash|Salt|v1\.|PRIVATE KEY/);
});

describe('what comes up later', () => {
  const set = (shell: TestShell, noun: string, Identity: string, parameters: object) =>
    shell.run(`Set-${noun}`, { Identity, ...parameters }, { force: true });

  it('H8: the smart host is not what the certificate says', async () => {
    await set(inside, 'SendConnector', 'To Edge', { SmartHosts: 'edge01.contoso.net' });
    await expectFindings(
      /^ToEdge Warning at MBX01: "To Edge" goes to edge01\.contoso\.net: no server there has that name/,
      /^Certificates Failure at EDGE01: no certificate bears the name edge01\.contoso\.net/,
    );
    // An address has to be in the certificate as well.
    await set(inside, 'SendConnector', 'To Edge', { SmartHosts: '10.1.1.2' });
    await expectFindings(/^Certificates Failure at EDGE01: no certificate bears the name \[10\.1\.1\.2\]/);
    await set(inside, 'SendConnector', 'To Edge', { SmartHosts: 'edge01.contoso.com' });
  });

  it('a port at which nobody listens, and an address that nobody expects', async () => {
    await set(inside, 'SendConnector', 'To Edge', { Port: 2025 });
    await expectFindings(
      /^ToEdge Warning at MBX01: "To Edge" goes to port 2025, and EDGE01 takes such mail at 25$/,
    );
    await set(inside, 'SendConnector', 'To Edge', { Port: 25 });
    const hub = { service: 'hub-transport', server: 'MBX01', address: '192.168.5.11' };
    await inside.server.announced(hub);
    await expectFindings(
      /^ToEdge Warning at EDGE01: "From Internal Org" takes sessions from 192\.168\.5\.10, and "To Edge" of MBX01 comes from 192\.168\.5\.11: 421 4\.3\.2$/,
    );
    await inside.server.announced({ ...hub, address: '192.168.5.10' });
    await expectFindings();
  });

  it('a domain that only the Edge accepts goes round', async () => {
    await edge.run('New-AcceptedDomain', { Name: 'b', DomainName: 'woodgrove.example' });
    await expectFindings(/^AcceptedDomains Failure at EDGE01: woodgrove\.example .*554 5\.4\.6/);
    await edge.run('Remove-AcceptedDomain', { Identity: 'b' }, { force: true });
  });

  it('R266: Exchange Server authentication takes a subscription', async () => {
    await set(edge, 'SendConnector', 'To Internal Org', { SmartHostAuthMechanism: 'ExchangeServer' });
    await expectFindings(/^ToOrganization Failure at EDGE01: .* which takes a subscription/);
  });

  it('H12: externally secured at one side alone, then at both', async () => {
    const secured = { SmartHostAuthMechanism: 'ExternalAuthoritative' };
    await set(edge, 'SendConnector', 'To Internal Org', secured);
    const vouching = /^ToOrganization Warning at EDGE01: .* mail from the Internet is Internal at MBX01/;
    await expectFindings(/^ToOrganization Failure at MBX01: no Receive connector takes/, vouching);
    await inside.run('New-ReceiveConnector', {
      Name: 'From Edge',
      Custom: true,
      TransportRole: 'FrontendTransport',
      Bindings: '0.0.0.0:25',
      RemoteIPRanges: '10.1.1.2',
      AuthMechanism: 'Tls, ExternalAuthoritative',
      PermissionGroups: 'ExchangeServers',
    });
    await expectFindings(vouching);
  });
});

it('a certificate that has been replaced is another one', async () => {
  const { certificate, key } = await issuePublic('edge01.contoso.com', new Date());
  const folder = join(edge.server.dataDir, 'pki/certificates');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'new.crt'), certificate);
  await writeFile(join(folder, 'new.key'), key);
  expect((await findings()).at(-1)).toMatch(/^Certificates Failure at MBX01: "To Edge" does not trust/);
});

it.each([
  ['of this side', async () => await fileOf(edge), 'has to be of the other side'],
  ['of something else', () => Promise.resolve('aGVsbG8='), 'is no file of Export-EdgeMailFlow'],
  ['of another form', () => Promise.resolve(Buffer.from('{"version":1}').toString('base64')), 'version'],
])('a file %s is refused', async (_, file, reason) => {
  await expect(edge.run('Test-EdgeMailFlow', { FileName: await file() })).rejects.toThrow(reason);
});
