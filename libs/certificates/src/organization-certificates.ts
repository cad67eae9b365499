import { createSecureContext, type SecureContext } from 'node:tls';

import { ensurePki, type Pki } from './file-pki.js';

/** What a server shows in a handshake, and whether it asks the peer for its certificate. */
export interface ServerTls {
  readonly context: SecureContext;
  readonly requestCertificate: boolean;
}

export interface CertificateOptions {
  readonly pkiDir: string;
  readonly fqdn: string;
}

/** The TLS contexts of one server. Both ends of a hop between services prove that they belong to the organization. */
export class OrganizationCertificates {
  /** For X-ANONYMOUSTLS: a peer is authorized when the organization’s CA, and no other, signed its certificate. */
  readonly internalServer: ServerTls;
  readonly internalClient: SecureContext;
  /** For STARTTLS. */
  readonly publicServer: ServerTls;

  constructor(pki: Pki) {
    const internal = createSecureContext({
      ca: pki.authority,
      cert: pki.internal.certificate,
      key: pki.internal.key,
      // Both ends are ours, so nothing older is needed.
      minVersion: 'TLSv1.3',
    });
    this.internalServer = { context: internal, requestCertificate: true };
    this.internalClient = internal;
    this.publicServer = {
      context: createSecureContext({ cert: pki.public.certificate, key: pki.public.key }),
      requestCertificate: false,
    };
  }

  /** Loads the certificates and makes what is missing; several processes may do this at the same time. */
  static async ensure(pkiDir: string, options: { readonly fqdn: string }): Promise<OrganizationCertificates> {
    return new OrganizationCertificates(await ensurePki(pkiDir, options.fqdn));
  }
}
