/** One host that takes mail for a domain (RFC 1035 §3.3.9). */
export interface MxRecord {
  /** The lowest is tried first (RFC 5321 §5.1). */
  readonly preference: number;
  /** In lower case, without the root's dot. */
  readonly exchange: string;
}

/** What a TLS server's certificate must be (RFC 6698 §2.1); the numbers are those of the registry. */
export interface TlsaRecord {
  readonly usage: number;
  readonly selector: number;
  readonly matchingType: number;
  readonly data: Buffer;
}

/** What every answer says about itself. */
interface Told {
  /** How long it holds, in seconds; 0: for this time only. */
  readonly ttl: number;
  /** A resolver that is trusted has validated it, aliases included (RFC 4035 §3.2.3). */
  readonly secure?: true | undefined;
}

/** What DNS says about a name. */
export type DnsAnswer<Value> = DnsFound<Value> | DnsNothing | DnsFailure;

/** At least one record. The TTL is the lowest on the way to them (RFC 2181 §5.2). */
export interface DnsFound<Value> extends Told {
  readonly kind: 'found';
  readonly records: readonly Value[];
  /** The name at the end of the aliases, when the one that was asked for is an alias. */
  readonly canonical?: string | undefined;
}

/**
 * `no-such-domain`: there is no such name (NXDOMAIN), whatever the type; `no-such-record`: the name is there, but has no
 * record of this type (RFC 2308 §2.2).
 */
export interface DnsNothing extends Told {
  readonly kind: 'no-such-domain' | 'no-such-record';
}

/** A domain that says with its only MX record that it takes no mail (RFC 7505 §3). */
export interface NullMx extends Told {
  readonly kind: 'null-mx';
}

/**
 * Nothing is known about the name, and nothing of this may be remembered as an answer. `timeout`: no answer in time;
 * `unreachable`: no server could be asked; `servfail`, `refused`: the servers say that they cannot or will not tell
 * (RFC 1035 §4.1.1); `malformed`: what came is no answer; `invalid-name`: no name can look like this (RFC 1035 §2.3.4).
 */
export interface DnsFailure {
  readonly kind: 'failed';
  readonly reason: 'timeout' | 'unreachable' | 'servfail' | 'refused' | 'malformed' | 'invalid-name';
  /** For people: which server, and what it did. */
  readonly text: string;
}

/**
 * Asks DNS. No method rejects: that DNS cannot tell means something else for mail than that there is no record, and both
 * are values. Names are in A-labels; aliases (CNAME) are followed.
 */
export interface Resolver {
  /** Which hosts take mail for the domain, in no order. Without a record, the domain itself may (RFC 5321 §5.1). */
  mx(domain: string): Promise<DnsAnswer<MxRecord> | NullMx>;
  /** IPv4 addresses of a host. */
  a(host: string): Promise<DnsAnswer<string>>;
  /** IPv6 addresses of a host (RFC 3596 §2.2). */
  aaaa(host: string): Promise<DnsAnswer<string>>;
  /** Names of an IP address, in lower case (RFC 1035 §3.5, RFC 3596 §2.5). */
  ptr(address: string): Promise<DnsAnswer<string>>;
  /** The strings of each record joined, as all users of TXT in mail want them (RFC 7208 §3.3, RFC 6376 §3.6.2.2). */
  txt(name: string): Promise<DnsAnswer<string>>;
  /** Of `_25._tcp.mx.example.com`, say (RFC 6698 §3). */
  tlsa(name: string): Promise<DnsAnswer<TlsaRecord>>;
}
