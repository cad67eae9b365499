import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';

import { tempDir, type TempDir } from '@mailyard/testing';

import { OrganizationCertificates } from '../organization-certificates.js';
import { withTlsEnds } from '../spec-support/tls-ends.js';
import { issue, type Issued } from '../testing/index.js';

let directory: TempDir;
beforeEach(async () => {
  directory = await tempDir();
});
afterEach(() => directory.remove());

async function put(folder: string, name: string, { certificate, key }: Issued): Promise<void> {
  const path = join(directory.path, folder);
  await mkdir(path, { recursive: true });
  await writeFile(join(path, `${name}.crt`), certificate);
  if (folder === 'certificates') await writeFile(join(path, `${name}.key`), key);
}

const ensure = () => OrganizationCertificates.ensure(directory.path, { fqdn: 'mbx01.contoso.com' });

/** Whether the host is trusted, and which certificate of ours it was shown. */
async function handshake(certificates: OrganizationCertificates, host: Issued, certificateName?: string) {
  const context = createSecureContext({ cert: host.certificate, key: host.key });
  const secureContext = certificates.publicClient({ fqdn: 'mail.contoso.com', certificateName });
  if (secureContext === undefined) throw new Error('there is no such certificate');
  const options = { secureContext, checkServerIdentity: () => undefined };
  return withTlsEnds({ context, requestCertificate: true }, options, ({ client, server }) => ({
    trusted: client.authorized,
    shown: server.getPeerX509Certificate()?.subject.split('\n')[0],
  }));
}

it('an Edge server is trusted once its self-signed certificate is imported', async () => {
  const edge = await issue('edge01.contoso.com', { names: ['edge01.contoso.com'], usages: ['serverAuth'] });
  const certificates = await ensure();
  expect(await handshake(certificates, edge)).toMatchObject({ trusted: false });
  await put('trusted', 'edge01', edge);
  await certificates.refresh();
  expect(await handshake(certificates, edge)).toMatchObject({ trusted: true });
});

it('an authority that is imported is trusted beside the public ones', async () => {
  const authority = await issue('Fabrikam', { authority: true });
  await put('trusted', 'fabrikam', authority);
  const host = await issue('mx.fabrikam.com', { by: authority, names: ['mx.fabrikam.com'] });
  const stranger = await issue('mx.fabrikam.com', { by: await issue('Stranger', { authority: true }) });
  const certificates = await ensure();
  expect(await handshake(certificates, host)).toMatchObject({ trusted: true });
  expect(await handshake(certificates, stranger)).toMatchObject({ trusted: false });
  expect(certificates.publicAuthorities).not.toBe(certificates.publicClient({ fqdn: 'mail.contoso.com' }));
});

it('a host is shown the certificate for the name, the one that is named, or the server’s own', async () => {
  const host = await issue('mx.fabrikam.com');
  const certificates = await ensure();
  expect(await handshake(certificates, host)).toMatchObject({ shown: 'CN=mbx01.contoso.com' });
  await put('certificates', 'mail', await issue('mail.contoso.com', { names: ['mail.contoso.com'] }));
  await put('certificates', 'partner', await issue('partner.contoso.com'));
  await certificates.refresh();
  expect(await handshake(certificates, host)).toMatchObject({ shown: 'CN=mail.contoso.com' });
  const name = '<I>CN=partner.contoso.com<S>CN=partner.contoso.com';
  expect(await handshake(certificates, host, name)).toMatchObject({ shown: 'CN=partner.contoso.com' });
  const missing = { fqdn: 'mail.contoso.com', certificateName: '<I>CN=x<S>CN=y' };
  expect(certificates.publicClient(missing)).toBeUndefined();
});
