import { deliveryFirewall, headerField, type HeaderBlock, type HeaderField } from '@mailyard/message';

import type { MailboxId } from './maildir/mailbox-path.js';

/** One message on its way into mailboxes. */
export interface IncomingMessage {
  readonly mailboxes: readonly MailboxId[];
  /** Without angle brackets; empty for the null reverse-path. */
  readonly reversePath: string;
  /** The trace of this last hop. */
  readonly received: HeaderField;
  readonly maxHeaderBytes: number;
}

/** The header block as the mailbox shows it: Return-Path on top (RFC 5321 §4.4), none of transport's own fields. */
export function deliveredHeader(block: HeaderBlock, message: IncomingMessage): HeaderBlock {
  const returnPath = headerField('Return-Path', `<${message.reversePath}>`);
  return deliveryFirewall(block).prepend(returnPath, message.received);
}
