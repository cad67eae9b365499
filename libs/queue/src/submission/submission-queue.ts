import type { MessageSource } from '@mailyard/message';
import type { ContentSink, Envelope } from '@mailyard/smtp';

/** What the Receive connector allows for one message. */
export interface ArrivalLimits {
  readonly maxMessageBytes: number;
  readonly maxHeaderBytes: number;
  readonly maxHopCount: number;
}

/** Where messages enter the server. */
export class SubmissionQueue {
  /** Takes a transaction over. `end()` of the sink answers 250 only once the message is on Redis's disk. */
  accept(_envelope: Envelope, _source: MessageSource, _limits: ArrivalLimits): Promise<ContentSink> {
    throw new Error('not written yet');
  }
}
