import { X509Certificate } from 'node:crypto';
import { getCACertificates } from 'node:tls';

import { chainProblem, type TrustAnchors } from './chain-check.js';

/** Where the authority of a chain is known from: with Node.js or the system, in `trusted/`, or not at all. */
export const rootTypes = ['ThirdParty', 'Registry', 'Unknown'] as const;

/** By subject. */
class Anchors implements TrustAnchors {
  readonly #bySubject: ReadonlyMap<string, readonly X509Certificate[]>;

  constructor(certificates: readonly string[]) {
    const parsed = certificates.map((certificate) => new X509Certificate(certificate));
    this.#bySubject = Map.groupBy(parsed, ({ subject }) => subject);
  }

  named(subject: string): readonly X509Certificate[] {
    return this.#bySubject.get(subject) ?? [];
  }
}

let known: readonly string[] | undefined;

/** Public authorities, as Node.js and the system know them; the first look takes a fraction of a second. */
function knownAuthorities(): readonly string[] {
  known ??= [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
  return known;
}

/** Whom the organization trusts, beside itself: what is in `trusted/`, and public authorities. */
export class TrustedAuthorities {
  /** Certificates of authorities that the operator has imported. */
  readonly imported: readonly string[];
  /** Those of single hosts, which stand for themselves. */
  readonly hosts: readonly string[];
  #ofPartners: TrustAnchors | undefined;

  constructor(trusted: readonly string[]) {
    const isAuthority = (certificate: string): boolean => new X509Certificate(certificate).ca;
    this.imported = trusted.filter(isAuthority);
    this.hosts = trusted.filter((certificate) => !isAuthority(certificate));
  }

  /** For partners that come to us: the imported authorities and no others, if there are any. */
  get ofPartners(): TrustAnchors {
    const authorities = this.imported.length > 0 ? this.imported : knownAuthorities();
    this.#ofPartners ??= new Anchors([...authorities, ...this.hosts]);
    return this.#ofPartners;
  }

  /** For hosts that we send to: all that we know. */
  get ofHosts(): readonly string[] {
    return [...knownAuthorities(), ...this.imported, ...this.hosts];
  }

  /** Why a host that we send to is not believed, by its chain with its own certificate first; undefined: it is. */
  problemOf(chain: Parameters<typeof chainProblem>[0], now: Date): string | undefined {
    return chainProblem(chain, { anchors: new Anchors(this.ofHosts), now });
  }

  /** Of a chain with its own certificate first. */
  rootTypeOf(chain: Parameters<typeof chainProblem>[0], now: Date): (typeof rootTypes)[number] {
    // One that has expired has the authority that it had.
    const [{ validToDate }] = chain;
    const at = validToDate < now ? new Date(validToDate.getTime() - 1) : now;
    const isFrom = (anchors: readonly string[]): boolean =>
      chainProblem(chain, { anchors: new Anchors(anchors), now: at }) === undefined;
    if (isFrom([...this.imported, ...this.hosts])) return 'Registry';
    return isFrom(knownAuthorities()) ? 'ThirdParty' : 'Unknown';
  }
}
