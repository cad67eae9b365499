import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

/** As the peer sent it, its own certificate first; nobody has checked anything in it. */
export type PresentedChain = readonly [X509Certificate, ...X509Certificate[]];

/**
 * Undefined when the peer has presented none. A resumed session knows the peer's own alone, and so does a second call:
 * Node.js takes the others out of the handshake.
 */
export function presentedChain(socket: TLSSocket): PresentedChain | undefined {
  const own = socket.getPeerX509Certificate();
  if (own === undefined) return undefined;
  const issuers: X509Certificate[] = [];
  for (let issuer = own.issuerCertificate; issuer !== undefined; issuer = issuer.issuerCertificate) {
    issuers.push(issuer);
  }
  return [own, ...issuers];
}
