import { randomBytes } from 'node:crypto';

import type { OrganizationCertificates } from '@mailyard/certificates';
import { HopConnection, HopPool, type Endpoint, type ProtocolEvent } from '@mailyard/smtp';
import type { ProtocolLog } from '@mailyard/telemetry';

export interface HubConnectionsOptions {
  readonly certificates: OrganizationCertificates;
  /** Our name in EHLO; the hub writes it into Received. */
  readonly fqdn: () => string;
  readonly sendLog: ProtocolLog;
}

// Well below the ConnectionInactivityTimeout of a hub's connectors (5 minutes).
const maxIdleMs = 60_000;
const connectTimeoutMs = 3_000;
const replyTimeoutMs = 60_000;
// A host that took so many and is slow is not helped by more.
const maxPerHost = 2_000;

/** Pooled connections to hubs: TLS with certificates of the organization on both sides. */
export function hubConnections({ certificates, fqdn, sendLog }: HubConnectionsOptions): HopPool {
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
        log: hopLog(sendLog, { address, port }),
      }),
  });
}

/** The implicit Send connector towards the hubs is always logged, as Exchange's is by default. */
function hopLog(log: ProtocolLog, { address, port }: Endpoint): (event: ProtocolEvent) => void {
  const sessionId = randomBytes(8).toString('hex').toUpperCase();
  const remote = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
  let sequence = 0;
  return ({ event, data, context }) => {
    const connectorId = 'Intra-Organization SMTP Send Connector';
    log.write({ connectorId, sessionId, sequence, local: '', remote, event, data, context });
    sequence += 1;
  };
}
