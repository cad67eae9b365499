import type { z } from 'zod';

import type { messageView } from '../../messages/reading/message-view.js';
import type { OutputObject } from '../cmdlet.js';
import { sizeValue, spanValue, timeOrNull } from '../values/rich-value.js';

/** A message in a queue, with Exchange’s names. */
export function messageObject(
  message: z.output<typeof messageView>,
  {
    withRecipients,
    queues,
  }: { readonly withRecipients: boolean; readonly queues: ReadonlyMap<string, string> },
): OutputObject {
  const queue = queues.get(message.queue) ?? message.queue;
  const identity = `${queue}\\${message.internalId}`;
  return {
    Queue: queue,
    Subject: message.subject,
    InternetMessageId: message.messageId,
    FromAddress: message.from,
    OriginalFromAddress: message.originalFrom ?? message.from,
    Status: message.status,
    Size: sizeValue(message.sizeBytes),
    MessageSourceName: message.source,
    SourceIP: message.client,
    SCL: message.scl ?? null,
    DateReceived: timeOrNull(message.receivedAt),
    ExpirationTime: timeOrNull(message.expirationTime),
    LastError: message.lastError ?? null,
    RetryCount: message.attempts,
    NextRetryTime: timeOrNull(message.nextRetryTime),
    Recipients: withRecipients ? message.recipients : null,
    RecipientCount: message.recipientCount,
    Priority: message.priority,
    DeferReason: message.deferReason,
    Directionality: message.directionality,
    MessageLatency: spanValue(message.latencyMs),
    Identity: identity,
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}
