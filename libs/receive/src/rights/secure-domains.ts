import type { Organization, ReceiveConnector } from '@mailyard/directory';
import { domainKey, type Session } from '@mailyard/smtp';

/**
 * The domains of TLSReceiveDomainSecureList for which the peer has proved to speak: by a certificate of a trusted CA that
 * names the domain or a host in it.
 */
export function secureDomains(
  { DomainSecureEnabled }: Pick<ReceiveConnector, 'DomainSecureEnabled'>,
  { tls }: Pick<Session, 'tls'>,
  { transport }: Pick<Organization, 'transport'>,
): readonly string[] {
  if (!DomainSecureEnabled || tls?.command !== 'STARTTLS' || !tls.peerAuthorized) return [];
  return transport.TLSReceiveDomainSecureList.filter((secure) => {
    // A certificate has A-labels (RFC 5280 §7.2).
    const domain = domainKey(secure);
    return tls.peerHosts.some((host) => host === domain || host.endsWith(`.${domain}`));
  });
}
