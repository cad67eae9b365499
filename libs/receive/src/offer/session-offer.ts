import { findAcceptedDomain, type Organization, type ReceiveConnector } from '@mailyard/directory';
import type { AuthMechanism, Offer, Session } from '@mailyard/smtp';

import { holds } from '../rights/rights.js';
import type { Identity } from '../rights/identity.js';
import { integratedObstacle } from './integrated.js';
import { publicTls, type Certificates } from './public-tls.js';

const advertiseSize = { Enabled: 'value', EnabledWithoutValue: 'keyword', Disabled: 'no' } as const;

/** What a role leaves of a connector's offer. */
export interface OfferRules {
  /** Whether the connector's AuthMechanism counts: elsewhere AUTH is an unknown command. */
  readonly logins: (connector: ReceiveConnector) => boolean;
  /** Verbs for peers with ms-Exch-SMTP-Accept-XProxyFrom. */
  readonly proxyCommands: (connector: ReceiveConnector) => Offer['proxyCommands'];
  /** Alternate recipients are taken where the connector offers them. */
  readonly orar: boolean;
}

export interface OfferBasis {
  readonly connector: ReceiveConnector;
  readonly certificates: Certificates;
  readonly organization: Organization;
  readonly smtp: Pick<Session, 'tls'>;
  readonly identity: Pick<Identity, 'rights' | 'server'>;
  readonly role: OfferRules;
  /** A keytab is there. */
  readonly kerberos: boolean;
}

/** What the connector offers to this session in its present state. */
export function sessionOffer(basis: OfferBasis): Offer {
  const { connector, certificates, organization, identity, role } = basis;
  const mechanisms = connector.AuthMechanism;
  const unlimited = holds(identity.rights, 'ms-Exch-Bypass-Message-Size-Limit');
  // A hop between services uses all of these: a switch that is off would fail messages that were accepted before.
  const switched = (enabled: boolean): boolean => enabled || identity.server;
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
    orar: role.orar && switched(connector.OrarEnabled),
    longAddresses:
      switched(connector.LongAddressesEnabled) && connector.TransportRole !== 'FrontendTransport',
    defaultDomain: defaultDomainOf(connector, organization),
    angleBracketsRequired: connector.RequireAngleBrackets,
    helloDomainRequired: connector.RequireEHLODomain,
    bareLineFeedsRejected: connector.BareLinefeedRejectionEnabled,
    pipelinedTransactions: identity.server,
    startTls: publicTls(connector, certificates, organization),
    anonymousTls: anonymousTls ? certificates.internalServer : undefined,
    auth: role.logins(connector) ? authOffered(basis) : [],
    proxyCommands: holds(identity.rights, 'ms-Exch-SMTP-Accept-XProxyFrom')
      ? role.proxyCommands(connector)
      : [],
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
function authOffered({ connector, smtp, kerberos }: OfferBasis): readonly AuthMechanism[] {
  const { AuthMechanism: mechanisms } = connector;
  const integrated =
    mechanisms.includes('Integrated') && integratedObstacle(connector, { kerberos }) === undefined;
  const tooEarly = mechanisms.includes('BasicAuthRequireTLS') && smtp.tls === undefined;
  return [
    ...(integrated ? (['GSSAPI'] as const) : []),
    ...(mechanisms.includes('BasicAuth') && !tooEarly ? (['LOGIN', 'PLAIN'] as const) : []),
  ];
}
