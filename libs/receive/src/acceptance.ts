import type { HopLimits, MessageSource } from '@mailyard/message';
import type { ContentSink, Envelope } from '@mailyard/smtp';

/** What the Receive connector allows for one message. */
export interface ContentLimits {
  /** Infinity: the sender may bypass the limit (ms-Exch-Bypass-Message-Size-Limit). */
  readonly maxMessageBytes: number;
  readonly maxHeaderBytes: number;
  readonly hops: HopLimits;
  /** The addresses that From and Sender may name; undefined: any (ms-Exch-SMTP-Accept-Any-Sender). */
  readonly senderAddresses?: readonly string[];
}

/** Where a hub’s session hands a transaction over. Implemented by what owns the Submission queue. */
export interface Acceptance {
  /**
   * Called at DATA or the first BDAT. Throws a ReplyError to refuse the transaction.
   * The sink’s `end()` may answer 250 only once the message is durable.
   */
  accept(envelope: Envelope, source: MessageSource, limits: ContentLimits): Promise<ContentSink>;
}
