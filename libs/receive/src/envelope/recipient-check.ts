import type { Organization, ReceiveConnector } from '@mailyard/directory';
import { replies, ReplyError, type Envelope, type EnvelopeRecipient, type Path } from '@mailyard/smtp';

import { holds, type Rights } from '../rights/rights.js';
import { checkRecipientDomain } from './recipient-domain-check.js';

export interface RecipientRules {
  readonly connector: ReceiveConnector;
  readonly rights: Rights;
  readonly organization: Organization;
}

/** What RCPT asks of everybody but a server of the organization. */
export function checkRecipient(
  recipient: EnvelopeRecipient,
  { connector, rights, organization }: RecipientRules,
): void {
  const paths = destinations(recipient);
  for (const path of paths) {
    checkRecipientDomain(path, connector);
    checkRelay(path, rights, organization);
  }
  checkRecipientExists(paths, organization);
}

/**
 * Whether mail to this domain may be left here. Only the domain of the path counts: a `%` or a quoted `@` in the local
 * part routes nothing, and source routes are gone by now (RFC 5321 §3.6.1, appendix C).
 */
export function checkRelay(path: Path, rights: Rights, organization: Organization): void {
  if (holds(rights, 'ms-Exch-SMTP-Accept-Any-Recipient')) return;
  if (organization.acceptedDomain(domainOf(path, organization)) !== undefined) return;
  throw new ReplyError(replies.relayDenied);
}

/**
 * In a domain of which we know every recipient, an unknown one is refused at once: no DSN to a forged sender later. One of
 * several destinations is enough.
 */
export function checkRecipientExists(paths: readonly Path[], organization: Organization): void {
  const exists = paths.some((path) => {
    const domain = organization.acceptedDomain(domainOf(path, organization));
    return domain?.DomainType !== 'Authoritative' || organization.recipient(path) !== undefined;
  });
  if (!exists) throw new ReplyError(replies.unknownRecipient);
}

/** Where the message may have to go: to the recipient, or to the alternate one that the sender asked for. */
export function destinations({ path, orar }: EnvelopeRecipient): readonly Path[] {
  return orar === undefined ? [path] : [path, orar];
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

function domainOf(path: Path, organization: Organization): string {
  return path.domain === '' ? organization.defaultDomain.DomainName : path.domain;
}
