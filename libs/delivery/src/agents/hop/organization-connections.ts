import type { OrganizationCertificates } from '@mailyard/certificates';
import { HopConnection, HopPool, type ClientLog, type TellHop } from '@mailyard/smtp';

export interface OrganizationConnectionsOptions {
  readonly certificates: OrganizationCertificates;
  /** LMTP to Mailbox Delivery, SMTP to hubs. */
  readonly protocol: 'LMTP' | 'SMTP';
  /** Our name in LHLO or EHLO. */
  readonly fqdn: () => string;
  readonly log: ClientLog;
  /** Told of each connection. */
  readonly onConnection?: TellHop;
}

// Below the ConnectionInactivityTimeout of their connectors (5 minutes).
const maxIdleMs = 60_000;
const connectTimeoutMs = 5_000;
// RFC 5321 §4.5.3.2.6: the answer to the end of content may take ten minutes.
const replyTimeoutMs = 600_000;

/** Pooled connections to other services of the organization, TLS with certificates of the organization on both sides. */
export function organizationConnections(options: OrganizationConnectionsOptions): HopPool {
  const { certificates, protocol, fqdn, log, onConnection } = options;
  return new HopPool({
    maxIdleMs,
    onConnection,
    connect: ({ address, port }) =>
      HopConnection.connect({
        host: address,
        port,
        protocol,
        helo: fqdn(),
        tls: { context: certificates.internalClient, command: 'X-ANONYMOUSTLS' },
        connectTimeoutMs,
        replyTimeoutMs,
        log,
      }),
  });
}
