import type { Organization } from '@mailyard/directory';
import { domainKey, encapsulatedAddress, type Path } from '@mailyard/smtp';

/** Where a recipient is, as address spaces name it. */
export interface Destination {
  /** Address type in capitals: SMTP, X400, FAX … */
  readonly type: string;
  /** Of SMTP the domain in A-labels and lower case, of other types the address. */
  readonly address: string;
}

/**
 * An address in an accepted domain that encapsulates one of another mail system stands for that one. Whether a client may
 * use it is asked at RCPT: it is relay.
 */
export function destinationOf(path: Path, organization: Organization): Destination {
  const domain = path.domain === '' ? organization.defaultDomain.DomainName : path.domain;
  const foreign = encapsulatedAddress(path);
  if (foreign !== undefined && organization.acceptedDomain(domain) !== undefined) return foreign;
  return { type: 'SMTP', address: domainKey(domain) };
}
