import { constants, type X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';

import { chainProblem, ownProblem } from './chain-check.js';
import { chooseCertificate, type CertificateWish, type PublicCertificate } from './certificate-choice.js';
import type { TrustedAuthorities } from './trusted-authorities.js';

/** What a server shows in a handshake, and whether it asks the peer for its certificate. */
export interface ServerTls {
  readonly context: SecureContext;
  readonly requestCertificate: boolean;
  /** Whether the chain of a peer is good, where certificates are asked for; by default OpenSSL decides. */
  readonly authorizes?: (
    chain: readonly [X509Certificate, ...X509Certificate[]],
    handshake: { readonly resumed: boolean },
  ) => boolean;
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

/** Partners are few. */
const goodMax = 1_000;

export interface PublicMaterial {
  /** Shown where no other certificate bears the name. */
  readonly fallback: PublicCertificate;
  readonly certificates: readonly PublicCertificate[];
  readonly authorities: TrustedAuthorities;
}

/** TLS for STARTTLS from one state of the files. Contexts are made once, since each has its own session tickets. */
export class PublicTls {
  readonly #material: PublicMaterial;
  readonly #contexts = new Map<string, SecureContext>();
  /** Certificates of partners, whose chains were good. */
  readonly #good = new Set<string>();

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
      ...(wish.requestCertificate ? { authorizes: this.#authorizes } : {}),
      get context() {
        return contextOf(choose() ?? fallback);
      },
    };
  }

  /**
   * A resumed session has lost the authorities between a certificate and the trusted one (RFC 5077 §3.2): a certificate that
   * was good in the handshake before it, and is not out of date since, is good.
   */
  readonly #authorizes: NonNullable<ServerTls['authorizes']> = (chain, { resumed }) => {
    const [own] = chain;
    const { fingerprint256 } = own;
    const anchors = this.#material.authorities.ofPartners;
    const now = new Date();
    if (chainProblem(chain, { anchors, now }) !== undefined) {
      return resumed && ownProblem(own, now) === undefined && this.#good.has(fingerprint256);
    }
    this.#good.delete(fingerprint256);
    this.#good.add(fingerprint256);
    const [oldest] = this.#good;
    if (this.#good.size > goodMax && oldest !== undefined) this.#good.delete(oldest);
    return true;
  };

  #context({ pair, x509 }: PublicCertificate, wish: PublicTlsWish): SecureContext {
    const { tlsProfile, requestCertificate } = wish;
    const key = `${x509.fingerprint256} ${tlsProfile} ${requestCertificate}`;
    const known = this.#contexts.get(key);
    if (known !== undefined) return known;
    const { imported } = this.#material.authorities;
    const context = createSecureContext({
      cert: pair.certificate,
      key: pair.key,
      ...profiles[tlsProfile],
      // Forward secrecy and AEAD first, also for clients that would rather have something else.
      honorCipherOrder: true,
      // A client that renegotiates again and again would cost us far more than itself.
      secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
      ...(requestCertificate && imported.length > 0 ? { ca: [...imported] } : {}),
      // OpenSSL fails a handshake that resumes a session without it where certificates are asked for. What a ticket says
      // of the peer's certificate holds by this list of trusted CAs alone: each context has its own key for its tickets.
      sessionIdContext: 'STARTTLS',
    });
    this.#contexts.set(key, context);
    return context;
  }
}
