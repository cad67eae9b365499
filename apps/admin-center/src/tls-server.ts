import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';

import type { OrganizationCertificates } from '@mailyard/certificates';
import type { WebEndpoint } from '@mailyard/service';

export interface TlsServerOptions {
  readonly endpoint: WebEndpoint;
  readonly certificates: Pick<OrganizationCertificates, 'publicPair'>;
  /** By which the certificate is chosen. */
  readonly fqdn: () => string;
  readonly onRequest: RequestListener;
  /** How often it is looked whether there is another certificate; default: as often as the files are read. */
  readonly renewMs?: number;
}

/** HTTPS with the certificate that STARTTLS shows under this name, also after it was replaced. Plain HTTP gets no answer. */
export async function listenWithTls(options: TlsServerOptions): Promise<Server> {
  const { endpoint, certificates, fqdn, onRequest, renewMs = 10_000 } = options;
  let pair = certificates.publicPair(fqdn());
  const context = () => ({ cert: pair.certificate, key: pair.key, minVersion: 'TLSv1.2' as const });
  const server = createServer(context(), onRequest);
  server.listen(endpoint.port, endpoint.address);
  await once(server, 'listening');
  const renewal = setInterval(() => {
    const current = certificates.publicPair(fqdn());
    if (current.certificate === pair.certificate) return;
    pair = current;
    server.setSecureContext(context());
  }, renewMs);
  server.once('close', () => clearInterval(renewal));
  return server;
}
