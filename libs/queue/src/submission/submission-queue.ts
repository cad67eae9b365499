import type { MessageSource } from '@mailyard/message';
import { ReplyError, type ContentSink, type Envelope, type Reply } from '@mailyard/smtp';

import { ArrivingContent, type ContentStores } from '../content/arriving-content.js';
import type { QueueDatabase } from '../redis/queue-database.js';
import type { Lanes } from '../schedule/lane.js';
import {
  ArrivingMessage,
  type ArrivalLimits,
  type RouteAtOnce,
  type SubmittedMessage,
} from './arriving-message.js';

export interface SubmissionQueueOptions {
  readonly database: QueueDatabase;
  readonly stores: ContentStores;
  /** Why no message may be accepted at present. */
  readonly refusal?: () => Reply | undefined;
  /** This host, as the 250 shows it. */
  readonly hostname: string;
  /** Of Mailyard, for Received. */
  readonly version: string;
  /** Where it is categorized, or delivered. */
  readonly lanes: Lanes;
  readonly routeAtOnce: RouteAtOnce;
  /** A message is accepted. */
  readonly onSubmitted: (message: SubmittedMessage) => void;
  readonly onFault: (error: unknown) => void;
}

/** Where messages enter the server. Implements the port `Acceptance` of libs/receive. */
export class SubmissionQueue {
  readonly #options: SubmissionQueueOptions;

  constructor(options: SubmissionQueueOptions) {
    this.#options = options;
  }

  /** Takes a transaction over. `end()` of the sink answers 250 only once the message is on Redis's disk. */
  async accept(envelope: Envelope, source: MessageSource, limits: ArrivalLimits): Promise<ContentSink> {
    const refusal = this.#options.refusal?.();
    if (refusal !== undefined) throw new ReplyError(refusal);
    const content = new ArrivingContent(this.#options.stores);
    const arrival = { envelope, source, limits, content };
    return new ArrivingMessage(arrival, this.#options);
  }
}
