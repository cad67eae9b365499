import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SecureContext, TLSSocket } from 'node:tls';

import { eventually, tempDir, type TempDir } from '@mailyard/testing';

import { CertificateWatch } from './certificate-watch.js';
import { issueInternal, issuePublic, type KeyPair } from './pki/issue.js';
import { OrganizationCertificates } from './organization-certificates.js';
import type { ServerTls } from './public/server-tls.js';
import { withTlsEnds } from './spec-support/tls-ends.js';
import { weak } from './spec-support/weak-certificate.js';

const fqdn = 'mbx01.contoso.com';
const usual = { fqdn, tlsProfile: 'Modern', requestCertificate: false } as const;
const files = ['ca.crt', 'ca.key', 'internal.crt', 'internal.key', 'public.crt', 'public.key'];
let directory: TempDir;
let pkiDir: string;

beforeEach(async () => {
  directory = await tempDir();
  pkiDir = join(directory.path, 'pki');
});
afterEach(() => directory.remove());

const ensure = (name = fqdn): Promise<OrganizationCertificates> =>
  OrganizationCertificates.ensure(pkiDir, { fqdn: name });
const read = (file: string): Promise<string> => readFile(join(pkiDir, file), 'utf8');

describe('files', () => {
  it('are made once, private keys for their owner only', async () => {
    await ensure();
    expect((await readdir(pkiDir)).toSorted()).toEqual(files);
    expect((await stat(pkiDir)).mode & 0o777).toBe(0o700);
    for (const file of files.filter((name) => name.endsWith('.key'))) {
      expect((await stat(join(pkiDir, file))).mode & 0o777).toBe(0o600);
    }
    const first = await Promise.all(files.map(read));
    await ensure();
    expect(await Promise.all(files.map(read))).toEqual(first);
  });

  it('are the same for all who start at the same moment', async () => {
    await Promise.all(Array.from({ length: 12 }, () => ensure()));
    const authority = new X509Certificate(await read('ca.crt'));
    expect(new X509Certificate(await read('internal.crt')).verify(authority.publicKey)).toBe(true);
    expect((await readdir(pkiDir)).toSorted()).toEqual(files);
  });

  it('name the server and localhost, for both ends of a connection', async () => {
    await ensure();
    const internal = new X509Certificate(await read('internal.crt'));
    expect(internal.subject).toBe(`CN=${fqdn}`);
    expect(internal.subjectAltName).toBe(`DNS:${fqdn}, DNS:localhost`);
    expect(internal.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
    expect(internal.ca).toBe(false);
    expect(new X509Certificate(await read('ca.crt')).ca).toBe(true);
  });

  it('are issued anew by the same CA when the server gets another name', async () => {
    await ensure();
    const authority = await read('ca.crt');
    await ensure('mbx02.contoso.com');
    expect(new X509Certificate(await read('internal.crt')).subject).toBe('CN=mbx02.contoso.com');
    expect(new X509Certificate(await read('public.crt')).checkHost('mbx02.contoso.com')).toBeDefined();
    expect(await read('ca.crt')).toBe(authority);
  });

  it('are completed after a crash between key and certificate', async () => {
    await ensure();
    const authority = await read('ca.crt');
    await writeFile(join(pkiDir, 'internal.key'), (await issuePublic(fqdn, new Date())).key);
    await rm(join(pkiDir, 'public.crt'));
    await ensure();
    expect(await read('ca.crt')).toBe(authority);
    expect(new X509Certificate(await read('public.crt')).checkHost(fqdn)).toBe(fqdn);
  });
});

describe('the public certificate of an administrator', () => {
  beforeEach(async () => {
    await ensure();
  });

  it('stays, whatever name it bears', async () => {
    await writeFile(join(pkiDir, 'public.crt'), await read('internal.crt'));
    await writeFile(join(pkiDir, 'public.key'), await read('internal.key'));
    await ensure('mail.contoso.com');
    expect(new X509Certificate(await read('public.crt')).subject).toBe(`CN=${fqdn}`);
  });

  it('stops the start when it is too weak for TLS', async () => {
    await writeFile(join(pkiDir, 'public.crt'), weak.certificate);
    await writeFile(join(pkiDir, 'public.key'), weak.key);
    await expect(ensure()).rejects.toThrow('too small');
  });

  it('stops the start when its key does not fit or is missing', async () => {
    await writeFile(join(pkiDir, 'public.crt'), await read('internal.crt'));
    await expect(ensure()).rejects.toThrow('public.key is not the key of public.crt');
    await rm(join(pkiDir, 'public.key'));
    await expect(ensure()).rejects.toThrow('public.key is missing');
  });
});

describe('a running service', () => {
  const subjectOf = (tls: ServerTls | undefined) => certificateOf(tls)?.subject;
  const folder = () => join(pkiDir, 'certificates');
  const yesterday = new Date(Date.now() - 86_400_000);

  beforeEach(async () => {
    await ensure();
    await mkdir(folder());
  });

  async function put(name: string, pair: Partial<KeyPair>): Promise<void> {
    if (pair.key !== undefined) await writeFile(join(folder(), `${name}.key`), pair.key);
    if (pair.certificate !== undefined) await writeFile(join(folder(), `${name}.crt`), pair.certificate);
  }

  it('shows a certificate that is put into the folder, and the old one when it is taken out', async () => {
    const certificates = await ensure();
    const wish = { ...usual, fqdn: 'mail.contoso.com' };
    expect(subjectOf(certificates.publicServer(wish))).toMatch(/^CN=mbx01\./);
    await put('mail', await issuePublic('mail.contoso.com', yesterday));
    expect(await certificates.refresh()).toBe(true);
    expect(subjectOf(certificates.publicServer(wish))).toMatch(/^CN=mail\./);
    await rm(join(folder(), 'mail.crt'));
    expect(await certificates.refresh()).toBe(true);
    expect(subjectOf(certificates.publicServer(wish))).toMatch(/^CN=mbx01\./);
  });

  it('keeps its contexts, and with them the tickets of TLS sessions, while nothing changes', async () => {
    const certificates = await ensure();
    const [shown, internal] = [certificates.publicServer(usual), certificates.internalClient];
    expect(await certificates.refresh()).toBe(false);
    expect(certificates.publicServer(usual)?.context).toBe(shown?.context);
    expect(certificates.internalClient).toBe(internal);
  });

  it('leaves out a pair that does not fit, says so, and uses the others', async () => {
    const [one, other] = [await issuePublic('a.contoso.com', yesterday), await issuePublic(fqdn, yesterday)];
    await put('broken', { ...one, key: other.key });
    await put('lone', { certificate: one.certificate });
    await put('text', { certificate: 'no certificate', key: one.key });
    await put('good', one);
    const certificates = await ensure();
    expect(certificates.problems).toEqual([
      expect.stringMatching(/broken\.crt cannot be used: the key is not that of the certificate/),
      expect.stringMatching(/lone\.crt cannot be used: .*lone\.key/),
      expect.stringMatching(/text\.crt cannot be used: /),
    ]);
    expect(subjectOf(certificates.publicServer({ ...usual, fqdn: 'a.contoso.com' }))).toMatch(/^CN=a\./);
  });

  it('leaves out a pair that is too weak for TLS, and shows the one before', async () => {
    const wish = { ...usual, fqdn: 'mail.contoso.com' };
    await put('mail', await issuePublic('mail.contoso.com', yesterday));
    const certificates = await ensure();
    await put('mail', weak);
    await certificates.refresh();
    expect(certificates.problems).toEqual([expect.stringMatching(/mail\.crt cannot be used: .*too small/)]);
    expect(subjectOf(certificates.publicServer(wish))).toBe('CN=mail.contoso.com\nOU=Mailyard self-signed');
  });

  it('shows the pair before while only one of two files has been replaced', async () => {
    await put('mail', await issuePublic('mail.contoso.com', yesterday));
    const certificates = await ensure();
    const wish = { ...usual, fqdn: 'mail.contoso.com' };
    const shown = certificates.publicServer(wish);
    const next = await issuePublic('mail.contoso.com', new Date());
    await put('mail', { key: next.key });
    await certificates.refresh();
    expect(certificates.problems).toHaveLength(1);
    expect(certificateOf(certificates.publicServer(wish))?.serialNumber).toBe(
      certificateOf(shown)?.serialNumber,
    );
    await put('mail', { certificate: next.certificate });
    await certificates.refresh();
    expect(certificates.problems).toEqual([]);
    expect(certificateOf(certificates.publicServer(wish))?.serialNumber).not.toBe(
      certificateOf(shown)?.serialNumber,
    );
  });

  it('issues its internal certificate anew before it expires, and both ends go on to trust each other', async () => {
    const old = await ensure();
    const authority = { certificate: await read('ca.crt'), key: await read('ca.key') };
    const almostExpired = await issueInternal(authority, fqdn, new Date(Date.now() - 710 * 86_400_000));
    await writeFile(join(pkiDir, 'internal.key'), almostExpired.key);
    await writeFile(join(pkiDir, 'internal.crt'), almostExpired.certificate);
    expect(await old.refresh()).toBe(true);
    const renewed = new X509Certificate(await read('internal.crt'));
    expect(renewed.validToDate.getTime()).toBeGreaterThan(Date.now() + 700 * 86_400_000);
    expect(certificateOf(old.internalServer)?.serialNumber).toBe(renewed.serialNumber);
    expect(await handshake(await ensure(), old.internalClient)).toEqual({ client: true, server: true });
  });

  it('goes on with what it has when the files cannot be read, and tells it once', async () => {
    const certificates = await ensure();
    const before = certificates.publicServer(usual)?.context;
    await writeFile(join(pkiDir, 'public.key'), await read('internal.key'));
    await writeFile(join(pkiDir, 'public.crt'), await read('ca.crt'));
    const warnings: string[] = [];
    const log = { info: () => undefined, warn: (message: string) => warnings.push(message) };
    const watch = new CertificateWatch(certificates, log, { found: () => undefined });
    watch.start(10);
    await eventually(() => expect(warnings).toHaveLength(1));
    expect(warnings[0]).toMatch(/the old ones go on to serve: .*public\.key is not the key of public\.crt/);
    expect(certificates.publicServer(usual)?.context).toBe(before);
    await writeFile(join(pkiDir, 'public.crt'), await read('internal.crt'));
    await eventually(() => expect(certificates.publicServer(usual)?.context).not.toBe(before));
    watch.stop();
    expect(warnings).toHaveLength(1);
  });
});

describe('X-ANONYMOUSTLS', () => {
  it('authorizes both ends by the CA of the organization', async () => {
    const own = await ensure();
    expect(await handshake(own, own.internalClient)).toEqual({ client: true, server: true });
  });

  it('does not authorize the certificate of a foreign CA', async () => {
    const own = await ensure();
    const foreign = await OrganizationCertificates.ensure(join(directory.path, 'foreign'), { fqdn });
    expect(await handshake(own, foreign.internalClient)).toEqual({ client: false, server: false });
  });

  it('does not authorize a client without a certificate', async () => {
    const own = await ensure();
    expect((await handshake(own, undefined)).server).toBe(false);
  });

  it('does not authorize a self-signed public certificate', async () => {
    const own = await ensure();
    expect((await handshake(own, own.publicServer(usual)?.context)).server).toBe(false);
  });

  it('refuses TLS older than 1.3', async () => {
    const own = await ensure();
    await expect(handshake(own, undefined, 'TLSv1.2')).rejects.toThrow(
      /unsupported protocol|protocol version/,
    );
  });
});

/** Whether each end holds the other for authorized. */
async function handshake(
  server: OrganizationCertificates,
  client: SecureContext | undefined,
  maxVersion: 'TLSv1.2' | 'TLSv1.3' = 'TLSv1.3',
): Promise<{ client: boolean; server: boolean }> {
  const options = client === undefined ? { maxVersion } : { secureContext: client };
  return withTlsEnds(server.internalServer, { ...options, checkServerIdentity: () => undefined }, (ends) => ({
    client: ends.client.authorized,
    server: isAuthorized(ends.server),
  }));
}

/** The certificate in a context. */
function certificateOf(tls: ServerTls | undefined): X509Certificate | undefined {
  const native = tls?.context.context as { getCertificate(): Buffer } | undefined;
  return native && new X509Certificate(native.getCertificate());
}

/** What tls.Server asks; outside of one, `TLSSocket.authorized` is not kept. */
function isAuthorized(peer: TLSSocket): boolean {
  const { ssl } = peer as unknown as { ssl: { verifyError(): Error | null | undefined } };
  return !ssl.verifyError();
}
