import type { Organization } from '@mailyard/directory';
import type { Envelope, Path } from '@mailyard/smtp';

export function domainOf(path: Path, organization: Organization): string {
  return path.domain === '' ? organization.defaultDomain.DomainName : path.domain;
}

/** `<Postmaster>` (RFC 5321 §4.1.1.3) gets the default domain, so that no later stage meets a path without one. */
export function withDefaultDomain(envelope: Envelope, organization: Organization): Envelope {
  if (envelope.recipients.every(({ path }) => path.domain !== '')) return envelope;
  const recipients = envelope.recipients.map((recipient) => ({
    ...recipient,
    path: { ...recipient.path, domain: domainOf(recipient.path, organization) },
  }));
  return { ...envelope, recipients };
}
