import { deliveryRestriction, receiveSizeLimit, type DeliveryRestriction } from '@mailyard/directory';
import { replies, type EnvelopeRecipient, type Reply } from '@mailyard/smtp';

import type { Check } from '../check.js';

const refusals: Readonly<Record<DeliveryRestriction, Reply>> = {
  SenderNotAuthenticated: replies.senderNotAuthenticated,
  SenderNotAllowed: replies.senderNotAllowed,
};

/**
 * What a recipient itself has against the message: who sends it, and how large it is as far as MAIL says. What only shows once
 * groups are expanded and mail is forwarded, the categorizer finds; so it does where there is an alternate recipient.
 */
export const recipientRestriction: Check<EnvelopeRecipient> = (session, { path, orar }) => {
  const { organization, submitter, envelope } = session;
  if (envelope === undefined || orar !== undefined) return undefined;
  const { reversePath, declaredBytes = 0 } = envelope;
  const recipient = organization.recipient(path);
  if (recipient !== undefined) {
    const sender = { path: reversePath, isAuthenticated: submitter.authAs === 'Internal' };
    const restriction = deliveryRestriction(recipient, sender, organization);
    if (restriction !== undefined) return refusals[restriction];
  }
  // Notifications have no limit (RFC 5321 §4.5.5: nobody would hear of it).
  const isTooLarge = reversePath !== null && declaredBytes > receiveSizeLimit(recipient, organization);
  return isTooLarge ? replies.recipientSizeLimit : undefined;
};
