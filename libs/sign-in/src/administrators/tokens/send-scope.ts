/** What an application may send with its token; it opens nothing else. Plain JSON. */
export interface SendScope {
  /** As logs name the application. Tokens of one name are of one application: a new one may take the place of an old one. */
  readonly application: string;
  /** As whom it may write: addresses, and domains for all addresses in them; none: the accepted domains of the organization. */
  readonly senders: readonly string[];
  /** Where its recipients may be: domains, or `*` for any; none: the accepted domains of the organization. */
  readonly recipientDomains: readonly string[];
  /** Guid of the Receive connector whose limits of size, header and recipients hold; absent: the server’s own for clients. */
  readonly connector?: string;
  /** Messages a minute; absent: no limit. */
  readonly messageRate?: number;
}

/** As an application may be called: it stands in Received fields and logs. */
export const applicationName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/;
