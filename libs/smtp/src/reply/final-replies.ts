import { replies } from './replies.js';
import type { Reply } from './reply.js';

/** The hub's final reply; `internalId` is the same in every queue and log of that server. */
export function queuedReply(message: {
  readonly messageId: string;
  readonly internalId: string;
  readonly hostname: string;
}): Reply {
  const { messageId, internalId, hostname } = message;
  return replies.queued.withText(
    `${shownMessageId(messageId)} [InternalId=${internalId}, Hostname=${hostname}] Queued mail for delivery`,
  );
}

/** The refusal of a message whose `name` field says no sender, or another one to another reader. */
export function malformedField(name: string): Reply {
  return replies.malformedSenderField.withText(
    `SMTP; The ${name} field cannot be read in one way (RFC 5322)`,
  );
}

/** Mailbox Delivery's final reply for one recipient. */
export function deliveredReply(message: { readonly messageId: string; readonly hostname: string }): Reply {
  return replies.delivered.withText(`OK ${shownMessageId(message.messageId)} [Hostname=${message.hostname}]`);
}

// A Message-ID is whatever the sender wrote; a reply line is ASCII of at most 512 octets (RFC 5321 §4.5.3.1.5).
const messageIdLengthMax = 200;

function shownMessageId(messageId: string): string {
  return messageId.slice(0, messageIdLengthMax).replaceAll(/[^!-~]/g, '?');
}
