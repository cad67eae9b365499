import type { Organization, ReceiveConnector } from '@mailyard/directory';
import type { TlsOffer } from '@mailyard/smtp';

/** What a connector wants for STARTTLS. */
export interface PublicTlsWish {
  readonly fqdn: string;
  /** `<I>issuer<S>subject`. */
  readonly certificateName?: string | undefined;
  readonly tlsProfile: ReceiveConnector['TlsProfile'];
  readonly requestCertificate: boolean;
}

/** The certificates of the service. */
export interface Certificates {
  /** For STARTTLS. Undefined: the certificate that the connector names is not there. */
  publicServer(wish: PublicTlsWish): TlsOffer | undefined;
  /** For X-ANONYMOUSTLS: the organization's own. */
  readonly internalServer: TlsOffer;
}

type TlsParameters = Pick<
  ReceiveConnector,
  'AuthMechanism' | 'Fqdn' | 'TlsCertificateName' | 'TlsProfile' | 'DomainSecureEnabled'
>;

/** STARTTLS as this connector offers it. Peers are asked for a certificate only where one can be of use. */
export function publicTls(
  connector: TlsParameters,
  certificates: Certificates,
  organization: Pick<Organization, 'transport' | 'objects'>,
): TlsOffer | undefined {
  if (!connector.AuthMechanism.includes('Tls')) return undefined;
  return certificates.publicServer({
    fqdn: connector.Fqdn,
    certificateName: connector.TlsCertificateName,
    tlsProfile: connector.TlsProfile,
    requestCertificate: isAskedForCertificate(connector, organization),
  });
}

function isAskedForCertificate(
  { DomainSecureEnabled }: TlsParameters,
  { transport, objects }: Pick<Organization, 'transport' | 'objects'>,
): boolean {
  const secure = DomainSecureEnabled && transport.TLSReceiveDomainSecureList.length > 0;
  return secure || objects.InboundConnectors.some((partner) => partner.RestrictDomainsToCertificate);
}
