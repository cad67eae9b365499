import { sendSizeLimit } from '@mailyard/directory';
import { replies, type Envelope, type ReversePath } from '@mailyard/smtp';

import type { Check, CheckedSession } from '../check.js';

/** The organization's MaxSendSize, or that of the sender, against what MAIL says with SIZE (RFC 1870 §6.1). */
export const senderSize: Check<Pick<Envelope, 'reversePath' | 'declaredBytes'>> = (session, envelope) => {
  const { declaredBytes = 0, reversePath } = envelope;
  // Most say nothing, or little.
  if (declaredBytes === 0 || declaredBytes <= senderOctets(session, reversePath)) return undefined;
  return replies.messageTooLarge;
};

/**
 * Octets that this sender may send, whoever the recipients are. Notifications have no limit of their own, nor has what a server
 * of the organization passes on, since it was accepted before.
 */
export function senderOctets(
  { identity, submitter, organization }: Pick<CheckedSession, 'identity' | 'submitter' | 'organization'>,
  reversePath: ReversePath,
): number {
  if (reversePath === null || (identity.server && submitter.client === undefined)) return Infinity;
  const sender = submitter.authAs === 'Internal' ? organization.sender(reversePath) : undefined;
  return sendSizeLimit(sender, organization);
}
