import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect, TLSSocket, type SecureContext } from 'node:tls';

import { tempDir, type TempDir } from '@mailyard/testing';

import { issuePublic } from './issue.js';
import { OrganizationCertificates } from './organization-certificates.js';

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

  it('stops the start when its key does not fit or is missing', async () => {
    await writeFile(join(pkiDir, 'public.crt'), await read('internal.crt'));
    await expect(ensure()).rejects.toThrow('public.key is not the key of public.crt');
    await rm(join(pkiDir, 'public.key'));
    await expect(ensure()).rejects.toThrow('public.key is missing');
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
  const { context, requestCertificate } = server.internalServer;
  const listener = createServer();
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const accepted = once(listener, 'connection') as Promise<[Socket]>;
  const { port } = listener.address() as AddressInfo;
  const socket = connect({
    port,
    host: '127.0.0.1',
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    ...(client === undefined ? { maxVersion } : { secureContext: client }),
  });
  const [plain] = await accepted;
  const peer = new TLSSocket(plain, {
    isServer: true,
    secureContext: context,
    requestCert: requestCertificate,
    rejectUnauthorized: false,
  });
  peer.on('error', () => plain.destroy());
  try {
    await Promise.all([once(socket, 'secureConnect'), once(peer, 'secure')]);
    return { client: socket.authorized, server: isAuthorized(peer) };
  } finally {
    socket.destroy();
    peer.destroy();
    listener.close();
  }
}

/** What tls.Server asks; outside of one, `TLSSocket.authorized` is not kept. */
function isAuthorized(peer: TLSSocket): boolean {
  const { ssl } = peer as unknown as { ssl: { verifyError(): Error | null | undefined } };
  return !ssl.verifyError();
}
