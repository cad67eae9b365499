import { smtpAddressKey } from '@mailyard/schema';
import { type Organization } from '@mailyard/directory';
import { addressKey, replies, ReplyError, type ReversePath } from '@mailyard/smtp';

import { holds } from '../rights/rights.js';
import type { Standing } from '../rights/standing.js';

/**
 * Whether the session may use this reverse-path. The null one is everybody's: it carries notifications, those of mail
 * programs too (RFC 5321 §4.5.5, RFC 8098 §3), and nothing is ever sent back to it.
 */
export function checkSender(
  reversePath: ReversePath,
  { rights, addresses }: Pick<Standing, 'rights' | 'addresses'>,
  organization: Organization,
): void {
  if (reversePath === null) return;
  const key = addressKey(reversePath);
  if (addresses?.some((address) => smtpAddressKey(address) === key)) return;
  const domain = organization.acceptedDomain(reversePath.domain);
  if (!holds(rights, 'ms-Exch-SMTP-Accept-Any-Sender')) {
    if (addresses !== undefined) throw new ReplyError(replies.sendAsDenied);
    // Without a login nobody has addresses of their own; those of the organization are certainly somebody else's.
    if (domain !== undefined) throw new ReplyError(replies.spoofedSender);
  }
  const authoritative = domain?.DomainType === 'Authoritative';
  if (authoritative && !holds(rights, 'ms-Exch-SMTP-Accept-Authoritative-Domain-Sender')) {
    throw new ReplyError(replies.spoofedSender);
  }
}
