import {
  askMailboxSize,
  MailboxSizeUnknown,
  type MailboxId,
  type MailboxSize,
} from '@mailyard/mailbox-store';
import type { Redis } from 'ioredis';

/** How large a mailbox is, of the Mailbox Delivery that has it; `unknown`: why it does not say. */
export async function mailboxSize(
  redis: Redis,
  server: string,
  mailbox: MailboxId,
): Promise<MailboxSize | { readonly unknown: string }> {
  try {
    return await askMailboxSize(redis, server, mailbox);
  } catch (error) {
    if (error instanceof MailboxSizeUnknown) return { unknown: error.message };
    throw error;
  }
}
