import type { Envelope } from '@mailyard/smtp';

import type { MailItem, QueuedCopy, QueuedRecipient } from './mail-item.js';

/**
 * The message as one of its copies has it: with the recipients with which that began, with the reverse-path and the header
 * fields that are its own, and as old as it is. Whoever delivers a copy, or writes a DSN about it, sees this one.
 */
export function itemOfCopy(
  item: MailItem,
  { copy, list = copy.recipients }: { readonly copy: QueuedCopy; readonly list?: readonly QueuedRecipient[] },
): MailItem {
  const envelope = envelopeOfCopy({ ...item.envelope, recipients: list }, copy);
  const { fields, since: receivedAt = item.receivedAt } = copy;
  if (fields === undefined) return { ...item, envelope, receivedAt };
  const { headerCrc32: _, ...rest } = item;
  const header = Buffer.concat([Buffer.from(fields), item.header]);
  return { ...rest, envelope, receivedAt, header, sizeBytes: item.content.bytes + header.length };
}

function envelopeOfCopy(envelope: Envelope, { reversePath }: QueuedCopy): Envelope {
  if (reversePath === undefined) return envelope;
  // RFC 3461 §4.4: the envelope id is for the sender who has chosen it.
  const { envid: _, ...others } = envelope;
  return { ...others, reversePath };
}
