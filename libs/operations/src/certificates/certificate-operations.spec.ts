import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { OrganizationCertificates } from '@mailyard/certificates';
import { tempDir, type TempDir } from '@mailyard/testing';

import { searchAdminAuditLog } from '../audit/search-admin-audit-log.js';
import { ConfirmationRequired } from '../objects/dangers/dangers.js';
import { TestShell, textOf } from '../spec-support/test-shell.js';

const Password = 'Secret-9';
let shell: TestShell;
let work: TempDir;
let certificates: OrganizationCertificates;
beforeAll(async () => {
  shell = await TestShell.start();
  work = await tempDir();
  certificates = await OrganizationCertificates.ensure(join(shell.server.dataDir, 'pki'), {
    fqdn: 'mbx01.contoso.com',
  });
}, 30_000);
afterAll(async () => {
  await shell.stop();
  await work.remove();
});

const run: TestShell['run'] = (...call) => shell.run(...call);

async function made(parameters: object, how: object = { force: true }) {
  const { output } = await run('New-ExchangeCertificate', { ...parameters }, how);
  return String(output[0]?.['Thumbprint']);
}

async function read(Thumbprint: string) {
  const [object] = await shell.output('Get-ExchangeCertificate', { Thumbprint });
  return Object.fromEntries(Object.entries(object ?? {}).map(([name, value]) => [name, textOf(value)]));
}

/** What STARTTLS shows to a connector of that name, once the service has looked into the files. */
async function presented(fqdn: string, certificateName?: string): Promise<string | undefined> {
  await certificates.refresh();
  const wish = { fqdn, certificateName, tlsProfile: 'Modern', requestCertificate: false } as const;
  const server = certificates.publicServer(wish);
  if (server === undefined) return undefined;
  // What a handshake would send.
  const shown = server.context.context as { getCertificate(): Buffer };
  return new X509Certificate(shown.getCertificate()).fingerprint.replaceAll(':', '');
}

describe('a certificate that signs itself', () => {
  it('is made as Exchange makes it, and is shown for its name at once', async () => {
    const thumbprint = await made(
      { DomainName: ['mail.contoso.com'], SubjectName: 'O=Contoso, CN=mail.contoso.com' },
      { declined: true },
    );
    expect(await read(thumbprint)).toMatchObject({
      Thumbprint: thumbprint,
      Services: 'SMTP',
      Subject: 'O=Contoso, CN=mail.contoso.com',
      Issuer: 'O=Contoso, CN=mail.contoso.com',
      CertificateDomains: ['mail.contoso.com'],
      Status: 'Valid',
      IsSelfSigned: true,
      RootCAType: 'None',
      HasPrivateKey: true,
      PrivateKeyExportable: false,
      PublicKeySize: 2048,
    });
    expect(await presented('mail.contoso.com')).toBe(thumbprint);
    expect(await presented('other.contoso.com')).not.toBe(thumbprint);
    await run('Remove-ExchangeCertificate', { Thumbprint: thumbprint });
    expect(await presented('mail.contoso.com')).not.toBe(thumbprint);
  });

  it.each([
    ['ECDSA_nistP256', 256],
    ['ECDSA_nistP384', 384],
  ])('has a key of %s', async (KeyAlgorithm, size) => {
    const thumbprint = await made({ KeyAlgorithm, Services: 'None', IncludeAcceptedDomains: true });
    expect(await read(thumbprint)).toMatchObject({
      PublicKeySize: size,
      Services: 'None',
      Subject: 'CN=MBX01',
      CertificateDomains: ['contoso.com'],
    });
    expect(await presented('contoso.com')).not.toBe(thumbprint);
    await run('Remove-ExchangeCertificate', { Thumbprint: thumbprint });
  });

  it('becomes the default when somebody says so, and is not removed then', async () => {
    const before = await shell.output('Get-ExchangeCertificate');
    const own = String(before.find(({ IsDefault }) => IsDefault)?.['Thumbprint']);
    await expect(run('New-ExchangeCertificate')).rejects.toThrow(ConfirmationRequired);
    expect(await shell.output('Get-ExchangeCertificate')).toHaveLength(before.length);
    const thumbprint = await made({});
    expect(await presented('unknown.example')).toBe(thumbprint);
    await expect(run('Remove-ExchangeCertificate', { Thumbprint: thumbprint })).rejects.toThrow(
      'is the default SMTP certificate',
    );
    await run('Enable-ExchangeCertificate', { Thumbprint: own, Services: 'SMTP' }, { force: true });
    expect(await presented('unknown.example')).toBe(own);
    await run('Remove-ExchangeCertificate', { Thumbprint: thumbprint });
    await expect(run('Remove-ExchangeCertificate', { Thumbprint: own })).rejects.toThrow('own certificate');
  });

  it('that a connector names is not removed', async () => {
    const thumbprint = await made({ DomainName: 'tls.contoso.com', SubjectName: 'CN=tls.contoso.com' });
    const TlsCertificateName = '<I>CN=tls.contoso.com<S>CN=tls.contoso.com';
    const connector = String.raw`MBX01\Client Frontend MBX01`;
    await run('Set-ReceiveConnector', { Identity: connector, TlsCertificateName });
    expect(await presented('any.example', TlsCertificateName)).toBe(thumbprint);
    const remove = () => run('Remove-ExchangeCertificate', { Thumbprint: thumbprint });
    await run('Enable-ExchangeCertificate', { Thumbprint: await ownOf(), Services: 'SMTP' }, { force: true });
    await expect(remove()).rejects.toThrow(connector);
    await run('Set-ReceiveConnector', { Identity: connector, TlsCertificateName: null });
    await remove();
    expect(await presented('any.example', TlsCertificateName)).toBeUndefined();
  });
});

async function ownOf(): Promise<string> {
  const all = await shell.output('Get-ExchangeCertificate', { DomainName: 'mbx01.contoso.com' });
  return String(all.find(({ FriendlyName }) => FriendlyName === 'Mailyard')?.['Thumbprint']);
}

describe('a request (PKCS #10)', () => {
  it('is pending until its answer is imported, and then shown once it is enabled', async () => {
    const asked = {
      SubjectName: 'C=US, O="Contoso, Ltd.", CN=mx.contoso.com',
      DomainName: 'smtp.contoso.com',
    };
    const { output } = await run('New-ExchangeCertificate', {
      ...asked,
      GenerateRequest: true,
      PrivateKeyExportable: true,
    });
    const [request] = output;
    const pending = String(request?.['Thumbprint']);
    // Documents write the text of the object into a file.
    expect(request?.['Base64EncodedData']).toBe(request?.['CertificateRequest']);
    expect(await read(pending)).toMatchObject({
      Status: 'PendingRequest',
      CertificateDomains: ['mx.contoso.com', 'smtp.contoso.com'],
    });
    await expect(
      run('Enable-ExchangeCertificate', { Thumbprint: pending, Services: 'SMTP' }),
    ).rejects.toThrow('import the answer');
    const answer = issued(String(request?.['CertificateRequest']));
    const imported = await run('Import-ExchangeCertificate', { FileData: answer });
    expect(imported.warnings).toContainEqual(expect.stringContaining('Enable-ExchangeCertificate'));
    const thumbprint = String(imported.output[0]?.['Thumbprint']);
    expect(await read(thumbprint)).toMatchObject({
      Subject: 'C=US, O="Contoso, Ltd.", CN=mx.contoso.com',
      Status: 'Untrusted',
      Services: 'None',
    });
    await expect(read(pending)).rejects.toThrow('there is no ExchangeCertificate');
    expect(await presented('mx.contoso.com')).not.toBe(thumbprint);
    const enabled = { Thumbprint: thumbprint, Services: ['POP', 'SMTP'] };
    const { warnings } = await run('Enable-ExchangeCertificate', enabled, { declined: true });
    expect(warnings).toContainEqual('Services: there is no POP here; it is left out');
    expect(await presented('mx.contoso.com')).toBe(thumbprint);
  });

  it('an answer to a request that is not there is refused', async () => {
    const key = join(work.path, 'stranger.key');
    openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-subj', '/CN=x', '-out', 'x.req');
    openssl('x509', '-req', '-in', 'x.req', '-signkey', key, '-out', 'x.crt');
    const FileData = openssl('x509', '-in', 'x.crt');
    await expect(run('Import-ExchangeCertificate', { FileData })).rejects.toThrow('no pending request');
  });
});

function openssl(...words: readonly string[]): string {
  return execFileSync('openssl', words, {
    cwd: work.path,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** By an authority of its own. */
function issued(request: string): string {
  writeFileSync(join(work.path, 'asked.req'), request);
  const subject = ['-subj', '/CN=Test CA', '-days', '30'];
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.crt', ...subject);
  const by = [
    '-CA',
    'ca.crt',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-copy_extensions',
    'copy',
    '-days',
    '30',
  ];
  return openssl('x509', '-req', '-in', 'asked.req', ...by);
}

describe('export', () => {
  it('a certificate alone always, its key with a password where it is exportable', async () => {
    const closed = await made({ Services: 'None' });
    const exported = await shell.output('Export-ExchangeCertificate', { Thumbprint: closed });
    expect(exported[0]?.['Base64EncodedData']).toContain('BEGIN CERTIFICATE');
    await expect(run('Export-ExchangeCertificate', { Thumbprint: closed, Password })).rejects.toThrow(
      'is not exportable',
    );
    const open = await made({ PrivateKeyExportable: true, Services: 'None', SubjectName: 'CN=open' });
    const [pfx] = await shell.output('Export-ExchangeCertificate', {
      Thumbprint: open,
      Password: { UserName: 'x', Password },
      BinaryEncoded: true,
    });
    await run('Remove-ExchangeCertificate', { Thumbprint: open });
    const { output } = await run('Import-ExchangeCertificate', { FileData: pfx?.['FileData'], Password });
    expect(output[0]).toMatchObject({ Thumbprint: open, PrivateKeyExportable: false });
    const again = run('Import-ExchangeCertificate', { FileData: pfx?.['FileData'], Password });
    await expect(again).rejects.toThrow('is there already');
  });

  it('neither password nor key is in the audit log', async () => {
    const entries = JSON.stringify(await shell.server.order(searchAdminAuditLog, { resultSize: 100 }));
    expect(entries).toContain('Export-ExchangeCertificate');
    expect(entries).not.toContain(Password);
    expect(entries).not.toMatch(/MII[A-Za-z0-9+/]{40}/);
  });
});

it.each([
  ['New-ExchangeCertificate', { DomainName: 'not a host' }, 'is no name of a host'],
  ['New-ExchangeCertificate', { SubjectName: 'mail' }, 'must be like'],
  ['New-ExchangeCertificate', { KeySize: 1024 }, 'keySize'],
  ['New-ExchangeCertificate', { RequestFile: 'x.req' }, 'RequestFile: is for requests'],
  ['New-ExchangeCertificate', { GenerateRequest: true, Services: 'SMTP' }, 'a request has none'],
  ['Enable-ExchangeCertificate', { Thumbprint: 'AB', Services: 'IMAP' }, 'there is no IMAP here'],
  [
    'Enable-ExchangeCertificate',
    { Thumbprint: 'AB', Services: 'SMTP' },
    'there is no ExchangeCertificate AB',
  ],
  ['Get-ExchangeCertificate', { Server: 'MBX07' }, 'no server MBX07'],
  ['Import-ExchangeCertificate', { FileData: 'aGVsbG8=' }, 'Password is missing'],
  ['Import-ExchangeCertificate', {}, 'FileName: Import-ExchangeCertificate needs it'],
])('%s %j is refused in words, and leaves no file', async (name, parameters, reason) => {
  const folder = join(shell.server.dataDir, 'pki', 'certificates');
  const before = readdirSync(folder);
  await expect(run(name, parameters, { force: true })).rejects.toThrow(reason);
  expect(readdirSync(folder)).toEqual(before);
});
