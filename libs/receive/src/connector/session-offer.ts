import { findAcceptedDomain, type Organization, type ReceiveConnector } from '@mailyard/directory';
import type { AuthMechanism, Offer, Session } from '@mailyard/smtp';

import { holds } from '../rights/rights.js';
import type { Standing } from '../rights/standing.js';
import { integratedObstacle } from './integrated.js';
import { publicTls, type Certificates } from './public-tls.js';

const advertiseSize = { Enabled: 'value', EnabledWithoutValue: 'keyword', Disabled: 'no' } as const;

export interface OfferBasis {
  readonly connector: ReceiveConnector;
  readonly certificates: Certificates;
  readonly organization: Organization;
  readonly session: Session;
  readonly standing: Pick<Standing, 'rights' | 'server'>;
  /** A keytab is there. */
  readonly kerberos: boolean;
  /** Verbs that this service knows for peers with ms-Exch-SMTP-Accept-XProxyFrom. */
  readonly proxyCommands: Offer['proxyCommands'];
}

/** What the connector offers to this session in its present state. */
export function sessionOffer(basis: OfferBasis): Offer {
  const { connector, certificates, organization, standing, proxyCommands } = basis;
  const mechanisms = connector.AuthMechanism;
  const unlimited = holds(standing.rights, 'ms-Exch-Bypass-Message-Size-Limit');
  // A hop between services uses all of these: a switch that is off would fail messages that were accepted before.
  const switched = (enabled: boolean): boolean => enabled || standing.server;
  const anonymousTls = mechanisms.includes('ExchangeServer') && !connector.SuppressXAnonymousTls;
  return {
    fqdn: connector.Fqdn,
    size: {
      limitBytes: unlimited ? 0 : connector.MaxMessageSize,
      advertise: advertiseSize[connector.SizeEnabled],
    },
    pipelining: switched(connector.PipeliningEnabled),
    dsn: switched(connector.DeliveryStatusNotificationEnabled),
    enhancedStatusCodes: switched(connector.EnhancedStatusCodesEnabled),
    eightBitMime: switched(connector.EightBitMimeEnabled),
    binaryMime: switched(connector.BinaryMimeEnabled),
    chunking: switched(connector.ChunkingEnabled),
    smtpUtf8: switched(connector.SmtpUtf8Enabled),
    orar: switched(connector.OrarEnabled),
    longAddresses:
      switched(connector.LongAddressesEnabled) && connector.TransportRole !== 'FrontendTransport',
    defaultDomain: defaultDomainOf(connector, organization),
    angleBracketsRequired: connector.RequireAngleBrackets,
    helloDomainRequired: connector.RequireEHLODomain,
    bareLineFeedsRejected: connector.BareLinefeedRejectionEnabled,
    startTls: publicTls(connector, certificates, organization),
    anonymousTls: anonymousTls ? certificates.internalServer : undefined,
    auth: authOffered(basis),
    proxyCommands: holds(standing.rights, 'ms-Exch-SMTP-Accept-XProxyFrom') ? proxyCommands : [],
  };
}

function defaultDomainOf(
  { DefaultDomain }: ReceiveConnector,
  { acceptedDomains }: Organization,
): string | undefined {
  return DefaultDomain === undefined
    ? undefined
    : findAcceptedDomain(acceptedDomains, DefaultDomain)?.DomainName;
}

/** Kerberos needs no TLS: no secret is sent. */
function authOffered({ connector, session, kerberos }: OfferBasis): readonly AuthMechanism[] {
  const { AuthMechanism: mechanisms } = connector;
  const integrated =
    mechanisms.includes('Integrated') && integratedObstacle(connector, { kerberos }) === undefined;
  const tooEarly = mechanisms.includes('BasicAuthRequireTLS') && session.tls === undefined;
  return [
    ...(integrated ? (['GSSAPI'] as const) : []),
    ...(mechanisms.includes('BasicAuth') && !tooEarly ? (['LOGIN', 'PLAIN'] as const) : []),
  ];
}
