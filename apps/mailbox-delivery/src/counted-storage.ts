import type { MailboxStorage, MessageForMailboxes, StoredMessage } from '@mailyard/receive';
import type { Metrics } from '@mailyard/telemetry';

/** The store, with what became of each copy counted. */
export class CountedStorage implements MailboxStorage {
  readonly #storage: MailboxStorage;
  readonly #deliveries;

  constructor(storage: MailboxStorage, metrics: Metrics) {
    this.#storage = storage;
    this.#deliveries = metrics.counter('mailyard_mailbox_deliveries_total', {
      help: 'Copies of messages for mailboxes, by outcome: stored, full (storage), missing (database), unavailable (mailbox).',
      labels: ['outcome'],
    });
  }

  begin(message: MessageForMailboxes): StoredMessage {
    const stored = this.#storage.begin(message);
    return {
      get messageId() {
        return stored.messageId;
      },
      write: (chunk) => stored.write(chunk),
      abort: () => stored.abort(),
      end: async () => {
        const outcomes = await stored.end();
        for (const { kind } of outcomes) this.#deliveries.inc({ outcome: kind });
        return outcomes;
      },
    };
  }
}
