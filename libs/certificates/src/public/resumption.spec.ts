import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectionOptions } from 'node:tls';

import { eventually, tempDir, type TempDir } from '@mailyard/testing';

import { OrganizationCertificates } from '../organization-certificates.js';
import { issueAuthority, issueInternal, type KeyPair } from '../pki/issue.js';
import { withTlsEnds } from '../spec-support/tls-ends.js';
import type { ServerTls } from './server-tls.js';

const fqdn = 'mbx01.contoso.com';
const since = new Date(Date.now() - 86_400_000);
let directory: TempDir;
let partners: KeyPair;
let partner: ConnectionOptions;

beforeEach(async () => {
  directory = await tempDir();
  partners = await issueAuthority(since);
  const { certificate, key } = await issueInternal(partners, 'mail.fabrikam.com', since);
  partner = { cert: certificate, key };
  await trust('fabrikam', partners);
});
afterEach(() => directory.remove());

async function trust(name: string, { certificate }: KeyPair): Promise<void> {
  const folder = join(directory.path, 'pki', 'trusted');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.crt`), certificate);
}

const ensure = () => OrganizationCertificates.ensure(join(directory.path, 'pki'), { fqdn });

function publicTls(certificates: OrganizationCertificates, requestCertificate: boolean): ServerTls {
  const tls = certificates.publicServer({ fqdn, tlsProfile: 'Modern', requestCertificate });
  if (tls === undefined) throw new Error('no certificate');
  return tls;
}

/** What both ends say of a handshake, and what the client can resume; with TLS 1.3 that comes behind it. */
function handshake(tls: ServerTls, options: ConnectionOptions) {
  return withTlsEnds(tls, options, async ({ client, server, sessions }) => ({
    resumed: client.isSessionReused(),
    peer: server.getPeerX509Certificate()?.subject,
    session: options.session ?? (await eventually(() => sessions.at(-1) ?? false)),
  }));
}

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('sessions of %s', (version) => {
  const options = { minVersion: version, maxVersion: version } as const;

  it.each([
    ['no certificate is asked for', false, () => ({}), undefined],
    ['a certificate is asked for and none shown', true, () => ({}), undefined],
    ['a certificate is shown', true, () => partner, 'CN=mail.fabrikam.com'],
  ])('are resumed where %s', async (_name, requestCertificate, identity, peer) => {
    const tls = publicTls(await ensure(), requestCertificate);
    const first = await handshake(tls, { ...options, ...identity() });
    const second = await handshake(tls, { ...options, ...identity(), session: first.session });
    expect([first.resumed, second.resumed]).toEqual([false, true]);
    expect([first.peer, second.peer].map((subject) => subject?.split('\n').at(0))).toEqual([peer, peer]);
  });

  it('do not outlive the trust by which their certificate was judged', async () => {
    const certificates = await ensure();
    const first = await handshake(publicTls(certificates, true), { ...options, ...partner });
    await trust('fabrikam', await issueAuthority(new Date()));
    expect(await certificates.refresh()).toBe(true);
    const second = await handshake(publicTls(certificates, true), {
      ...options,
      ...partner,
      session: first.session,
    });
    expect(second.resumed).toBe(false);
  });

  it('of a connector that asks for no certificate are not resumed at one that does', async () => {
    const certificates = await ensure();
    const first = await handshake(publicTls(certificates, false), options);
    const second = await handshake(publicTls(certificates, true), { ...options, session: first.session });
    expect(second.resumed).toBe(false);
  });
});

it('servers of the organization show their certificate in each handshake', async () => {
  const { internalServer } = await ensure();
  const first = await handshake(internalServer, {});
  const second = await handshake(internalServer, { session: first.session });
  expect([first.resumed, second.resumed]).toEqual([false, false]);
});
