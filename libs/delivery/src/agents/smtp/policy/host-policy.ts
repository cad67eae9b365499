import type { PeerJudge } from '@mailyard/smtp';

/** What a domain demands of those who send mail to it, at one of its hosts; it is the domain that says so, not the connector. */
export type HostPolicy =
  | { readonly kind: 'none' }
  /** Nothing is demanded yet; what would be, is for the log (RFC 8461 §5). */
  | { readonly kind: 'testing'; readonly policy: NamedPolicy; readonly problem?: string }
  /** TLS, with somebody who passes: never in clear text, never with anybody else. */
  | { readonly kind: 'enforce'; readonly policy: NamedPolicy; readonly trust: TrustedHost }
  /** No mail to this host, whatever TLS it offers. */
  | { readonly kind: 'forbidden'; readonly policy: NamedPolicy; readonly problem: string };

/** As people are told of it, when mail waits for it. */
export interface NamedPolicy {
  readonly standard: 'MTA-STS' | 'DANE';
  /** Whose: the recipients' domain, or the host with the TLSA records. */
  readonly of: string;
}

/**
 * Whose certificate is good: one that a public authority has signed for this host (RFC 8461 §4.1), one that a judge takes, or
 * any, since TLS alone is demanded (RFC 7672 §2.2).
 */
export type TrustedHost = { readonly host: string } | PeerJudge | 'anybody';
