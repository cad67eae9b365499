import { foreignAddress, type Organization } from '@mailyard/directory';
import { domainKey, type Path } from '@mailyard/smtp';

/** Where a recipient is, as address spaces name it. */
export interface Destination {
  /** Address type in capitals: SMTP, X400, FAX … */
  readonly type: string;
  /** Of SMTP the domain in A-labels and lower case, of other types the address. */
  readonly address: string;
}

/** Whether a client may use an address that stands for one of another mail system is asked at RCPT: it is relay. */
export function destinationOf(path: Path, organization: Organization): Destination {
  const foreign = foreignAddress(path, organization);
  if (foreign !== undefined) return foreign;
  const domain = path.domain === '' ? organization.defaultDomain.DomainName : path.domain;
  return { type: 'SMTP', address: domainKey(domain) };
}
