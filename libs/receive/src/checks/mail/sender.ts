import { senderRight } from '@mailyard/directory';
import { smtpAddressKey } from '@mailyard/schema';
import { addressKey, replies, type Envelope, type Path, type Reply } from '@mailyard/smtp';

import { holds } from '../../rights/rights.js';
import type { Check, CheckedSession } from '../check.js';

/**
 * Whether the session may use this reverse-path. The null one is everybody's: it carries notifications, those of mail
 * programs too (RFC 5321 §4.5.5, RFC 8098 §3), and nothing is ever sent back to it.
 */
export const sender: Check<Pick<Envelope, 'reversePath'>> = (session, { reversePath }) => {
  // Front End has checked the sender of the client that it speaks for.
  if (reversePath === null || session.submitter.client !== undefined) return undefined;
  if (isOwn(reversePath, session) || isGranted(reversePath, session)) return undefined;
  return refusalOfOther(reversePath, session);
};

/** Somebody of the organization lets whoever has logged in write in their name. */
function isGranted(path: Path, { submitter, organization }: CheckedSession): boolean {
  const { login } = submitter;
  return login !== undefined && senderRight(path, login, organization) !== undefined;
}

function isOwn(path: Path, { identity }: CheckedSession): boolean {
  const key = addressKey(path);
  return identity.addresses?.some((address) => smtpAddressKey(address) === key) ?? false;
}

function refusalOfOther({ domain }: Path, { identity, organization }: CheckedSession): Reply | undefined {
  const { rights, addresses } = identity;
  const accepted = organization.acceptedDomain(domain);
  if (!holds(rights, 'ms-Exch-SMTP-Accept-Any-Sender')) {
    if (addresses !== undefined) return replies.sendAsDenied;
    // Without a login nobody has addresses of their own; those of the organization are certainly somebody else's.
    if (accepted !== undefined) return replies.spoofedSender;
  }
  const authoritative = accepted?.DomainType === 'Authoritative';
  return authoritative && !holds(rights, 'ms-Exch-SMTP-Accept-Authoritative-Domain-Sender')
    ? replies.spoofedSender
    : undefined;
}
