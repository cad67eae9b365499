import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

import { presentedChain, type ChainJudge } from './presented-chain.js';
import type { TlsLogLine } from './tls-log.js';

/** STARTTLS is for everybody; X-ANONYMOUSTLS is TLS with the organization's own certificates on both sides. */
export type TlsCommand = 'STARTTLS' | 'X-ANONYMOUSTLS';

export interface TlsState {
  readonly command: TlsCommand;
  /** As Node names it, for example `TLSv1.3`. */
  readonly protocol: string;
  /** As IANA names it, for example `TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384`. */
  readonly cipher: string;
  /** True when the peer's certificate chains to a CA of the context that was offered, or whoever judges it takes it. */
  readonly peerAuthorized: boolean;
  /** Common name of the peer's certificate. */
  readonly peerName: string | undefined;
  /** What the peer has shown, whoever issued it; undefined: nothing. */
  readonly peerCertificate?: X509Certificate | undefined;
  /** Host names in the peer's certificate (RFC 9525 §6.3), in lower case; `*` may be their first label. */
  readonly peerHosts: readonly string[];
}

/** What a handshake has brought, and what the protocol log tells of it. */
export interface NegotiatedTls {
  readonly tls: Omit<TlsState, 'command'>;
  readonly log: readonly TlsLogLine[];
}

/** `authorizes`: decides about the chain in place of OpenSSL. */
export function tlsState(socket: TLSSocket, authorizes?: ChainJudge): Omit<TlsState, 'command'> {
  const peer: { readonly subject?: { readonly CN?: string | readonly string[] } } =
    socket.getPeerCertificate();
  const name = peer.subject?.CN;
  const chain = presentedChain(socket);
  const certificate = chain?.[0];
  const authorized =
    chain === undefined || authorizes === undefined
      ? socket.authorized
      : authorizes(chain, { resumed: socket.isSessionReused() });
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().standardName,
    peerAuthorized: isShownAndValid(certificate, new Date()) && authorized,
    peerCertificate: certificate,
    peerName: typeof name === 'string' ? name : name?.[0],
    peerHosts: hostsOf(certificate),
  };
}

/**
 * A resumed session has no certificate in its handshake, only what was found in the first one (RFC 8446 §2.2). With TLS
 * 1.3 Node takes resumption itself for the proof, whether a certificate was ever shown or not; and one that was good in
 * the first handshake may have expired since.
 */
export function isShownAndValid(
  certificate: Pick<X509Certificate, 'validFromDate' | 'validToDate'> | undefined,
  now: Date,
): boolean {
  return certificate !== undefined && certificate.validFromDate <= now && now < certificate.validToDate;
}

/** Only alternative names: the common name has not counted for years (RFC 9525 §2). */
function hostsOf(certificate: X509Certificate | undefined): readonly string[] {
  const names = certificate?.subjectAltName?.split(', ') ?? [];
  return names.flatMap((name) => /^DNS:([\w.*-]+)$/.exec(name)?.[1]?.toLowerCase() ?? []);
}
