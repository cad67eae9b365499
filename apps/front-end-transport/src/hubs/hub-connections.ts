import type { OrganizationCertificates } from '@mailyard/certificates';
import { HopConnection, HopPool, type ClientLog } from '@mailyard/smtp';

export interface HubConnectionsOptions {
  readonly certificates: OrganizationCertificates;
  /** Our name in EHLO; the hub writes it into Received. */
  readonly fqdn: () => string;
  readonly log: ClientLog;
}

// Well below the ConnectionInactivityTimeout of a hub's connectors (5 minutes).
const maxIdleMs = 60_000;
const connectTimeoutMs = 3_000;
const replyTimeoutMs = 60_000;
// A host that took so many and is slow is not helped by more.
const maxPerHost = 2_000;

/** Pooled connections to hubs: TLS with certificates of the organization on both sides. */
export function hubConnections({ certificates, fqdn, log }: HubConnectionsOptions): HopPool {
  return new HopPool({
    maxIdleMs,
    maxPerHost,
    connect: ({ address, port }) =>
      HopConnection.connect({
        host: address,
        port,
        protocol: 'SMTP',
        helo: fqdn(),
        tls: { context: certificates.internalClient, command: 'X-ANONYMOUSTLS' },
        connectTimeoutMs,
        replyTimeoutMs,
        log,
      }),
  });
}
