import { constants } from 'node:crypto';
import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';

import type { KeyPair } from '../pki/issue.js';
import { chooseCertificate, type CertificateWish, type PublicCertificate } from './certificate-choice.js';

/** What a server shows in a handshake, and whether it asks the peer for its certificate. */
export interface ServerTls {
  readonly context: SecureContext;
  readonly requestCertificate: boolean;
}

/** What a Receive connector wants for STARTTLS. */
export interface PublicTlsWish extends CertificateWish {
  /** Legacy is for devices that know nothing newer than TLS 1.0. */
  readonly tlsProfile: 'Modern' | 'Legacy';
  readonly requestCertificate: boolean;
}

const profiles = {
  Modern: { minVersion: 'TLSv1.2' },
  // OpenSSL's security level 1 has no TLS 1.0 and 1.1 any more.
  Legacy: { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' },
} as const satisfies Record<PublicTlsWish['tlsProfile'], SecureContextOptions>;

export interface PublicMaterial {
  /** Shown where no other certificate bears the name. */
  readonly fallback: PublicCertificate;
  readonly certificates: readonly PublicCertificate[];
  /** Trust anchors for peers that show a certificate; none: those that the runtime knows. */
  readonly trusted: readonly string[];
}

/** TLS for STARTTLS from one state of the files. Contexts are made once, since each has its own session tickets. */
export class PublicTls {
  readonly #material: PublicMaterial;
  readonly #contexts = new Map<string, SecureContext>();

  constructor(material: PublicMaterial) {
    this.#material = material;
  }

  /** Those that may be shown. */
  get certificates(): readonly PublicCertificate[] {
    return [this.#material.fallback, ...this.#material.certificates];
  }

  /**
   * Undefined: the certificate that the connector names is not there. Every EHLO asks for this and few go on with
   * STARTTLS, so the certificate is chosen when it is looked at.
   */
  server(wish: PublicTlsWish, now: Date): ServerTls | undefined {
    const { fallback, certificates } = this.#material;
    const choose = (): PublicCertificate | undefined =>
      chooseCertificate([...certificates, fallback], wish, now);
    if (wish.certificateName !== undefined && choose() === undefined) return undefined;
    const contextOf = (chosen: PublicCertificate): SecureContext => this.#context(chosen, wish);
    return {
      requestCertificate: wish.requestCertificate,
      get context() {
        return contextOf(choose() ?? fallback);
      },
    };
  }

  /** Of the certificate for a name. */
  pair(fqdn: string, now: Date): KeyPair {
    const { fallback, certificates } = this.#material;
    return (chooseCertificate([...certificates, fallback], { fqdn }, now) ?? fallback).pair;
  }

  #context({ pair, x509 }: PublicCertificate, wish: PublicTlsWish): SecureContext {
    const { tlsProfile, requestCertificate } = wish;
    const key = `${x509.fingerprint256} ${tlsProfile} ${requestCertificate}`;
    const known = this.#contexts.get(key);
    if (known !== undefined) return known;
    const { trusted } = this.#material;
    const context = createSecureContext({
      cert: pair.certificate,
      key: pair.key,
      ...profiles[tlsProfile],
      // Forward secrecy and AEAD first, also for clients that would rather have something else.
      honorCipherOrder: true,
      // A client that renegotiates again and again would cost us far more than itself.
      secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
      ...(requestCertificate && trusted.length > 0 ? { ca: [...trusted] } : {}),
      // OpenSSL fails a handshake that resumes a session without it where certificates are asked for. What a ticket says
      // of the peer's certificate holds by this list of trusted CAs alone: each context has its own key for its tickets.
      sessionIdContext: 'STARTTLS',
    });
    this.#contexts.set(key, context);
    return context;
  }
}
