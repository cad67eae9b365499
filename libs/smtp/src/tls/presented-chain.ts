import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

/** As the peer sent it, its own certificate first; nobody has checked anything in it. */
export type PresentedChain = readonly [X509Certificate, ...X509Certificate[]];

/** Whether a chain is good. `resumed`: its peer has shown it in an earlier handshake. */
export type ChainJudge = (chain: PresentedChain, handshake: { readonly resumed: boolean }) => boolean;

const chains = new WeakMap<TLSSocket, PresentedChain | undefined>();

/**
 * Undefined when the peer has presented none; a resumed session knows the peer's own alone. Read once for each socket: Node.js
 * takes the certificates out of the handshake, and a client that asks again finds none.
 */
export function presentedChain(socket: TLSSocket): PresentedChain | undefined {
  if (!chains.has(socket)) chains.set(socket, readChain(socket));
  return chains.get(socket);
}

function readChain(socket: TLSSocket): PresentedChain | undefined {
  const own = socket.getPeerX509Certificate();
  if (own === undefined) return undefined;
  const issuers: X509Certificate[] = [];
  for (let issuer = own.issuerCertificate; issuer !== undefined; issuer = issuer.issuerCertificate) {
    issuers.push(issuer);
  }
  return [own, ...issuers];
}
