import { replies, type Reply } from '@mailyard/smtp';

import type { ExceededLimit } from './inbound-session.js';

/** What a client hears that finds no room. */
export const limitReplies: Readonly<Record<ExceededLimit, Reply>> = {
  MaxInboundConnection: replies.tooManyConnections,
  MaxInboundConnectionPerSource: replies.tooManyConnections,
  MaxInboundConnectionPercentagePerSource: replies.tooManyConnections,
  MaxConnectionRatePerMinute: replies.connectionRateExceeded,
  MessageRateLimit: replies.messageRateExceeded,
};
