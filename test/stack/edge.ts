import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { Launched } from './launched.js';
import type { SiteOptions } from './site.js';

const edgeServer = {
  MAILYARD_SERVER: 'EDGE01',
  MAILYARD_SERVER_ROLE: 'Edge',
  MAILYARD_FQDN: 'edge01.contoso.com',
  // Its connectors tell inside from outside by their bindings.
  MAILYARD_BIND_ADDRESS: '*',
};

/** EDGE01 as `npm run start:edge` runs it, with a Redis, data, certificates and ports that no other stack has. */
export function startEdge({
  env,
  ...site
}: SiteOptions & Required<Pick<SiteOptions, 'organization'>>): Promise<Launched> {
  return Launched.start({ ...site, env: { ...edgeServer, ...env } });
}

/** The self-signed certificate that one shows after STARTTLS is trusted by the other. */
export async function importCertificate(from: Launched, to: Launched): Promise<void> {
  const folder = join(to.site.pkiDir, 'trusted');
  await mkdir(folder, { recursive: true });
  await copyFile(join(from.site.pkiDir, 'public.crt'), join(folder, 'other.crt'));
}
