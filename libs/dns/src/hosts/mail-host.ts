import type { DnsFailure } from '../resolver.js';

/** What a host can be recognized by; without addresses while they are not known. */
export interface HostIdentity {
  readonly name: string;
  readonly addresses: readonly string[];
}

/** A host to try, with at least one address. */
export interface MailHost {
  /** In A-labels and lower case, or an address in brackets. */
  readonly name: string;
  /** What led to it: the domain, or the smart host as it is configured. */
  readonly source: string;
  /** In the order to try them: IPv6 and IPv4 by turns (RFC 8305 §4). */
  readonly addresses: readonly string[];
  /** Everything on the way here was validated: MX, aliases, addresses. Only then may DANE ask for TLSA (RFC 7672 §2.2). */
  readonly secure: boolean;
  /** The name at the end of the aliases, when `name` is one: the first TLSA base domain (RFC 7672 §2.2.2). */
  readonly canonical?: string | undefined;
}

/** Why there is no host, or none any more. What is transient says so with `failed` and `bad-mx`. */
export type NoHost =
  /** Every host was given out; what they said or did is the reason. */
  | { readonly kind: 'tried' }
  /** RFC 7505: the domain takes no mail. */
  | { readonly kind: 'null-mx' }
  /** NXDOMAIN, or a name that no domain can have. */
  | { readonly kind: 'no-such-domain' }
  /** Neither the domain nor any host of its MX records has an address that can be connected to. */
  | { readonly kind: 'no-address' }
  /** RFC 5321 §5.1: none is better than ourselves. */
  | { readonly kind: 'only-ourselves' }
  /** user@[192.0.2.1], and that is not allowed here. */
  | { readonly kind: 'address-literal' }
  /** DnsFaultTolerance Normal: an MX host without address makes it and all that are not better than it unusable. */
  | { readonly kind: 'bad-mx'; readonly host: string }
  /** DNS cannot tell. */
  | DnsFailure;

/** Hosts in the order to try them, each looked up when it is asked for; at the end, why there is none. */
export type MailHosts = AsyncGenerator<MailHost, NoHost, void>;

const weights: Readonly<Record<NoHost['kind'], number>> = {
  tried: 4,
  failed: 3,
  'bad-mx': 3,
  'only-ourselves': 2,
  'null-mx': 1,
  'address-literal': 1,
  'no-such-domain': 1,
  'no-address': 0,
};

/** Of two reasons the one that counts: what may pass before what will not. */
export function weightier(a: NoHost, b: NoHost): NoHost {
  return weights[b.kind] > weights[a.kind] ? b : a;
}
