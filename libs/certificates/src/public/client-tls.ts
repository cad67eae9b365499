import { createSecureContext, type SecureContext } from 'node:tls';

import { chooseCertificate, type CertificateWish, type PublicCertificate } from './certificate-choice.js';
import type { TrustedAuthorities } from './trusted-authorities.js';

export interface ClientMaterial {
  /** Shown where no other certificate bears the name. */
  readonly fallback: PublicCertificate;
  readonly certificates: readonly PublicCertificate[];
  readonly authorities: TrustedAuthorities;
}

/** TLS to hosts of others, from one state of the files. */
export class OutboundTls {
  readonly #material: ClientMaterial;
  readonly #contexts = new Map<string, SecureContext>();

  constructor(material: ClientMaterial) {
    this.#material = material;
  }

  /** With the certificate for a name, for hosts that ask for one. Undefined: the one that is named is not there. */
  client(wish: CertificateWish, now: Date): SecureContext | undefined {
    const { fallback, certificates } = this.#material;
    const chosen = chooseCertificate([...certificates, fallback], wish, now);
    if (chosen === undefined && wish.certificateName !== undefined) return undefined;
    return this.#context(chosen ?? fallback);
  }

  /** Without a certificate of ours. */
  get anonymous(): SecureContext {
    return this.#context(undefined);
  }

  #context(own: PublicCertificate | undefined): SecureContext {
    const key = own?.x509.fingerprint256 ?? '';
    const known = this.#contexts.get(key);
    if (known !== undefined) return known;
    const context = createSecureContext({
      ca: [...this.#material.authorities.ofHosts],
      // RFC 8996: nothing older.
      minVersion: 'TLSv1.2',
      ...(own === undefined ? {} : { cert: own.pair.certificate, key: own.pair.key }),
    });
    this.#contexts.set(key, context);
    return context;
  }
}
