import type { OrganizationCertificates } from '@mailyard/certificates';
import { HopConnection, HopPool, type ClientLog } from '@mailyard/smtp';

export interface MailboxDeliveryConnectionsOptions {
  readonly certificates: OrganizationCertificates;
  /** Our name in LHLO. */
  readonly fqdn: () => string;
  readonly log: ClientLog;
}

// Below the ConnectionInactivityTimeout of the Mailbox Delivery connector (5 minutes).
const maxIdleMs = 60_000;
const connectTimeoutMs = 5_000;
// RFC 5321 §4.5.3.2.6: the answer to the end of content may take ten minutes.
const replyTimeoutMs = 600_000;

/** Pooled LMTP connections to Mailbox Delivery, TLS with certificates of the organization on both sides. */
export function mailboxDeliveryConnections(options: MailboxDeliveryConnectionsOptions): HopPool {
  const { certificates, fqdn, log } = options;
  return new HopPool({
    maxIdleMs,
    connect: ({ address, port }) =>
      HopConnection.connect({
        host: address,
        port,
        protocol: 'LMTP',
        helo: fqdn(),
        tls: { context: certificates.internalClient, command: 'X-ANONYMOUSTLS' },
        connectTimeoutMs,
        replyTimeoutMs,
        log,
      }),
  });
}
