import { decodeText, messageIdOf, shownSender } from '@mailyard/message';
import type { Log } from '@mailyard/service';
import { formatPath } from '@mailyard/smtp';
import type { MessageTracking, TrackedMessage } from '@mailyard/tracking';

import type { NoFile, Outbox, WaitingMessage } from '../outbox/outbox.js';
import type { SubmittingHost } from './hub-submission.js';
import type { Attempt, OwnedOutbox, SubmissionOutcome } from './submit-message.js';

export type Ended = Exclude<SubmissionOutcome, { readonly kind: 'gone' }>;

export interface SubmissionEventsOptions {
  readonly tracking: MessageTracking;
  readonly host: () => SubmittingHost;
  readonly count: (outcome: Ended['kind']) => void;
  readonly log: Log;
}

const eventIds = { sent: 'SUBMIT', returned: 'SUBMITFAIL', deferred: 'SUBMITDEFER' } as const;

/** What is told of messages in Outboxes: to message tracking, to metrics, and to the log of the service. */
export class SubmissionEvents {
  readonly #options: SubmissionEventsOptions;

  constructor(options: SubmissionEventsOptions) {
    this.#options = options;
  }

  /** `again`: it was deferred before, which has been told. */
  ended(
    outcome: Ended,
    { owner, message, again }: Pick<OwnedOutbox, 'owner'> & { message: WaitingMessage; again: boolean },
  ): void {
    const { tracking, count, log } = this.#options;
    count(outcome.kind);
    if (outcome.kind === 'deferred' && again) return;
    const { reply } = outcome;
    if (outcome.kind !== 'sent') {
      const what = outcome.kind === 'returned' ? 'comes back to its owner' : 'is tried again';
      log.info(`a message in the Outbox of ${owner.Alias} ${what}: ${reply.toString()}`);
    }
    if (!tracking.enabled) return;
    tracking.track({
      ...this.#about(outcome),
      eventId: eventIds[outcome.kind],
      source: 'STOREDRIVER',
      sourceContext: `MDB:${owner.Database}, Mailbox:${owner.Alias}, Item:${message.unique}`,
      recipients: outcome.envelope?.recipients.map(({ path }) => ({
        address: formatPath(path),
        status: outcome.kind === 'sent' ? undefined : reply.toString(),
      })),
    });
  }

  noFile(error: NoFile): void {
    this.#options.log.warn(`${error.message}, and is left where it is`);
  }

  fault({ mailbox }: Outbox, error: unknown): void {
    this.#options.log.warn(`the Outbox in ${mailbox} waits: ${String(error)}`);
  }

  #about({
    header,
    envelope,
    bytes,
  }: Attempt): TrackedMessage & { clientIp: string; clientHostname: string } {
    const { ip, fqdn } = this.#options.host();
    return {
      clientIp: ip,
      clientHostname: fqdn,
      directionality: 'Originating',
      totalBytes: bytes,
      ...(header && {
        messageId: messageIdOf(header),
        messageSubject: decodeText(header.first('Subject') ?? ''),
        senderAddress: shownSender(header),
      }),
      ...(envelope && { returnPath: formatPath(envelope.reversePath) }),
    };
  }
}
