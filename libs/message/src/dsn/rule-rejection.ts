import { Reply, type EnhancedStatusCode } from '@mailyard/smtp';

import type { DsnRecipient } from './dsn.js';

const prefix = 'TRANSPORT.RULES.RejectMessage; ';
/** As the reference has it for a reason that nobody has written. */
const noReason = 'Delivery not authorized, message refused';

/** What a mail flow rule says of a message that it refuses. */
export function ruleRejection(status: string = '5.7.1', reason: string = noReason): Reply {
  return new Reply(550, status as EnhancedStatusCode, prefix + reason);
}

/** The reason that an administrator has written into the rule of ours that refused the message: it is for the sender to read. */
export function reasonOfRule({ reply, remote }: Pick<DsnRecipient, 'reply' | 'remote'>): string | undefined {
  if (remote !== undefined || !reply.text.startsWith(prefix)) return undefined;
  const reason = reply.text.slice(prefix.length);
  return reason === noReason ? undefined : reason;
}
