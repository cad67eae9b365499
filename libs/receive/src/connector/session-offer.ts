import type { ReceiveConnector } from '@mailyard/directory';
import type { AuthMechanism, Offer, Session } from '@mailyard/smtp';

import { holds, type Rights } from '../rights/rights.js';
import type { SessionHost } from '../session/session-host.js';

const advertiseSize = { Enabled: 'value', EnabledWithoutValue: 'keyword', Disabled: 'no' } as const;

export interface OfferBasis {
  readonly connector: ReceiveConnector;
  readonly certificates: SessionHost['certificates'];
  readonly session: Session;
  readonly rights: Rights;
  /** Verbs that this service knows for peers with ms-Exch-SMTP-Accept-XProxyFrom. */
  readonly proxyCommands: Offer['proxyCommands'];
}

/** What the connector offers to this session in its present state. */
export function sessionOffer({ connector, certificates, session, rights, proxyCommands }: OfferBasis): Offer {
  const mechanisms = connector.AuthMechanism;
  const unlimited = holds(rights, 'ms-Exch-Bypass-Message-Size-Limit');
  return {
    fqdn: connector.Fqdn,
    size: {
      limitBytes: unlimited ? 0 : connector.MaxMessageSize,
      advertise: advertiseSize[connector.SizeEnabled],
    },
    pipelining: connector.PipeliningEnabled,
    dsn: connector.DeliveryStatusNotificationEnabled,
    enhancedStatusCodes: connector.EnhancedStatusCodesEnabled,
    eightBitMime: connector.EightBitMimeEnabled,
    binaryMime: connector.BinaryMimeEnabled,
    chunking: connector.ChunkingEnabled,
    smtpUtf8: connector.SmtpUtf8Enabled,
    startTls: mechanisms.includes('Tls') ? certificates.publicServer : undefined,
    anonymousTls: mechanisms.includes('ExchangeServer') ? certificates.internalServer : undefined,
    auth: authOffered(mechanisms, session),
    proxyCommands: holds(rights, 'ms-Exch-SMTP-Accept-XProxyFrom') ? proxyCommands : [],
  };
}

/** `Integrated` would be NTLM and Kerberos, for which there is no domain controller here: never offered. */
function authOffered(
  mechanisms: ReceiveConnector['AuthMechanism'],
  { tls }: Session,
): readonly AuthMechanism[] {
  if (!mechanisms.includes('BasicAuth')) return [];
  return mechanisms.includes('BasicAuthRequireTLS') && tls === undefined ? [] : ['LOGIN', 'PLAIN'];
}
