import { replies, type Reply } from '@mailyard/smtp';

import type { DsnRecipient } from './dsn.js';
import { waitExplanation } from './wait-cause.js';

/** What a person should know, by reply code and enhanced status code (RFC 3463); the most specific entry counts. */
const explanations: Readonly<Record<string, string>> = {
  '4.3.2': 'The message was removed from a queue by an administrator. Please contact your email admin.',
  '4.4.7': 'The message could not be delivered in time.',
  '4': 'The receiving system has a temporary problem.',
  '5.1.1':
    "The email address you entered couldn't be found. Please check the recipient's email address and try to resend the message. If the problem continues, please contact your email admin.",
  '5.1.10':
    "The email address you entered couldn't be found. Please check the recipient's email address and try to resend the message. If the problem continues, please contact your email admin.",
  '5.1':
    "The recipient's email address isn't correct. Please check the address and try to resend the message.",
  // RFC 7505 §4.1; with 550 the status is Exchange's word for an unknown recipient.
  '556 5.1.10':
    "The part of the recipient's address after the @ says of itself that it takes no mail. Please check the address for a typing error, or reach the recipient another way.",
  '5.2.2':
    "The recipient's mailbox is full and can't accept messages now. Please try resending your message later, or contact the recipient directly.",
  '5.2': "The recipient's mailbox can't accept messages.",
  '5.3.4':
    'Your message is too large to send. To send it, make the message smaller, for example by removing attachments.',
  '5.4.6':
    'A mail loop was found: the message went through too many servers. Please contact your email admin.',
  '5.4': "The message couldn't be routed to the recipient's email system. Please contact your email admin.",
  '5.5.3': 'The group has too many members. Please contact your email admin.',
  '5.6.7':
    "The recipient's address, or the message's header, has characters that the recipient's email system can't take.",
  '5.6': "The message's content isn't in a form that the recipient's email system can accept.",
  '5.7.30':
    "Your message asks for an encrypted way to the recipient (REQUIRETLS), and the recipient's email system can't promise one. Nothing of it was sent there without. To send it anyway, send it again without that demand.",
  '5.7':
    "Your message wasn't delivered because the recipient's email system didn't permit it. Please contact the recipient or your email admin.",
  '5': "Your message couldn't be delivered. If the problem continues, please contact your email admin.",
};

/** Our own reply, whose code says less than what happened. */
const deleted = 'An administrator of this mail system removed the message before it was delivered.';

/** What is said about a recipient that failed. */
export function explanationOf({ reply, waited }: Pick<DsnRecipient, 'reply' | 'waited'>): string {
  if (waited !== undefined) return waitExplanation(waited, 'expired');
  // The very reply, not its words: those another host may choose.
  return reply === replies.messageDeleted ? deleted : statusExplanation(reply);
}

function statusExplanation(reply: Reply): string {
  const status = statusOf(reply);
  const [major, subject] = status.split('.');
  const keys = [`${reply.code} ${status}`, status, `${major}.${subject}`, `${major}`];
  return keys.flatMap((key) => explanations[key] ?? []).at(0) ?? '';
}

/** The enhanced status code, or the one that says no more than the reply code does (RFC 3463 §2). */
export function statusOf(reply: Reply): string {
  return reply.status ?? `${Math.trunc(reply.code / 100)}.0.0`;
}
