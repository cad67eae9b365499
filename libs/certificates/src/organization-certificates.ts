import { constants, createHash, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { createSecureContext, type SecureContext } from 'node:tls';

import {
  readCertificateFolder,
  readTrustFolder,
  type CertificateFolder,
} from './public/file-certificate-folder.js';
import { expiringCertificates, type CertificateExpiry } from './public/expiring-certificates.js';
import { ensurePki, type Pki } from './pki/file-pki.js';
import type { KeyPair } from './pki/issue.js';
import { chooseCertificate, type CertificateWish } from './public/certificate-choice.js';
import { isForSmtp, readDefault } from './store/file-certificate-store.js';
import { thumbprintOf } from './store/thumbprint.js';
import { OutboundTls } from './public/client-tls.js';
import { TrustedAuthorities } from './public/trusted-authorities.js';
import { PublicTls, type PublicTlsWish, type ServerTls } from './public/server-tls.js';

/** A folder that may be a volume of its own. */
export interface CertificateHome {
  readonly path: string;
  /** Makes it when it is new. Resolves with why it must not be used; undefined: it may. */
  confirm(): Promise<string | undefined>;
}

/** Where the certificates of a server are. */
export interface CertificateOptions {
  readonly folder: CertificateHome;
  readonly fqdn: string;
}

interface Files {
  readonly pki: Pki;
  readonly folder: CertificateFolder;
  /** Thumbprint of the one that is shown where no other bears the name. */
  readonly default: string | undefined;
  readonly trusted: readonly string[];
}

/** What others see, by one state of the files. */
interface Visible {
  readonly inbound: PublicTls;
  readonly outbound: OutboundTls;
  /** Of the web pages. */
  readonly pair: (fqdn: string, now: Date) => KeyPair;
}

/**
 * The TLS contexts of one server, which follow the files: a certificate that is replaced or renewed is shown to the next
 * session. Both ends of a hop between services prove that they belong to the organization.
 */
export class OrganizationCertificates {
  readonly #options: CertificateOptions;
  #state: string;
  #internal: SecureContext;
  #pki: Pki;
  readonly #subscribed = new Map<string, SecureContext>();
  #visible: Visible;
  #folder: CertificateFolder;

  private constructor(options: CertificateOptions, files: Files) {
    this.#options = options;
    this.#state = stateOf(files);
    this.#internal = internalContext(files.pki);
    this.#pki = files.pki;
    this.#visible = publicTls(files);
    this.#folder = files.folder;
  }

  /** Loads the certificates and makes what is missing; several processes may do this at the same time. */
  static async ensure(
    folder: CertificateHome | string,
    { fqdn }: { readonly fqdn: string },
  ): Promise<OrganizationCertificates> {
    const options = { folder: typeof folder === 'string' ? plainFolder(folder) : folder, fqdn };
    return new OrganizationCertificates(options, await readFiles(options));
  }

  /** For X-ANONYMOUSTLS: a peer is authorized when the organization’s CA, and no other, signed its certificate. */
  get internalServer(): ServerTls {
    return { context: this.#internal, requestCertificate: true };
  }

  get internalClient(): SecureContext {
    return this.#internal;
  }

  /** For X-ANONYMOUSTLS to a server on the other side of an Edge subscription, whose CA in PEM was pinned then. */
  subscribedClient(authority: string): SecureContext {
    const known = this.#subscribed.get(authority);
    if (known !== undefined) return known;
    const made = internalContext({ ...this.#pki, authority });
    this.#subscribed.set(authority, made);
    return made;
  }

  /** Files of the operator that cannot be used, and why. */
  get problems(): readonly string[] {
    return this.#folder.problems;
  }

  /** Certificates for STARTTLS that are to be replaced. */
  expiring(now: Date): readonly CertificateExpiry[] {
    return expiringCertificates(this.#visible.inbound.certificates, now);
  }

  /** For STARTTLS. Undefined: the certificate that the connector names is not there. */
  publicServer(wish: PublicTlsWish): ServerTls | undefined {
    return this.#visible.inbound.server(wish, new Date());
  }

  /**
   * For TLS to hosts of others, with the certificate that fits the name, for hosts that ask for one. Undefined: the
   * certificate that the connector names is not there.
   */
  publicClient(wish: CertificateWish): SecureContext | undefined {
    return this.#visible.outbound.client(wish, new Date());
  }

  /** Trusts public authorities and those that were imported, and shows nothing. */
  get publicAuthorities(): SecureContext {
    return this.#visible.outbound.anonymous;
  }

  /** For the web pages: the certificate of this name that is enabled for IIS, else the server’s own. */
  publicPair(fqdn: string): KeyPair {
    return this.#visible.pair(fqdn, new Date());
  }

  /**
   * Reads the files again, and issues anew what is about to expire. True: something has changed. Rejects when the files
   * cannot be used; what was loaded before goes on to serve.
   */
  async refresh(): Promise<boolean> {
    const files = await readFiles(this.#options, this.#folder);
    const state = stateOf(files);
    if (state === this.#state) return false;
    const [internal, visible] = [internalContext(files.pki), publicTls(files)];
    this.#state = state;
    this.#internal = internal;
    this.#pki = files.pki;
    this.#subscribed.clear();
    this.#visible = visible;
    this.#folder = files.folder;
    return true;
  }
}

/** Whatever is there is taken. */
function plainFolder(path: string): CertificateHome {
  return { path, confirm: () => Promise.resolve(undefined) };
}

async function readFiles({ folder, fqdn }: CertificateOptions, before?: CertificateFolder): Promise<Files> {
  // A new CA in the place of the one that is out of reach would part the organization's servers.
  const problem = await folder.confirm();
  if (problem !== undefined) throw new Error(problem);
  const pkiDir = folder.path;
  return {
    pki: await ensurePki(pkiDir, fqdn),
    folder: await readCertificateFolder(join(pkiDir, 'certificates'), before),
    default: await readDefault(pkiDir),
    trusted: await readTrustFolder(join(pkiDir, 'trusted')),
  };
}

function stateOf(files: Files): string {
  const known = Array.from(files.folder.certificates.values(), ({ pair, settings }) => [pair, settings]);
  const { pki, trusted, folder, default: chosen } = files;
  return createHash('sha256')
    .update(JSON.stringify([pki, trusted, known, chosen, folder.problems]))
    .digest('hex');
}

function internalContext(pki: Pki): SecureContext {
  return createSecureContext({
    ca: pki.authority,
    cert: pki.internal.certificate,
    key: pki.internal.key,
    // Both ends are ours, so nothing older is needed.
    minVersion: 'TLSv1.3',
    // A peer that counts as a server of the organization proves it each time; its connections are pooled anyway.
    secureOptions: constants.SSL_OP_NO_TICKET,
  });
}

function publicTls(files: Files): Visible {
  const { pki, folder, trusted } = files;
  // Rejects what no session could use, such as a key that is too weak.
  createSecureContext({ cert: pki.public.certificate, key: pki.public.key });
  const own = { pair: pki.public, x509: new X509Certificate(pki.public.certificate) };
  const all = [...folder.certificates.values()];
  const ofSmtp = all.filter(isForSmtp);
  const fallback = ofSmtp.find(({ x509 }) => thumbprintOf(x509.raw) === files.default) ?? own;
  const certificates = [...ofSmtp, own].filter((each) => each !== fallback);
  const material = { fallback, certificates, authorities: new TrustedAuthorities(trusted) };
  const ofPages = all.filter(({ settings }) => settings.Services.includes('IIS'));
  return {
    inbound: new PublicTls(material),
    outbound: new OutboundTls(material),
    pair: (fqdn, now) => (chooseCertificate([...ofPages, own], { fqdn }, now) ?? own).pair,
  };
}
