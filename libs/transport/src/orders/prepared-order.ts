import type { OrderOutcome, QueueTransaction, Step } from '@mailyard/queue';

/** An order that needs only to be committed. */
export interface PreparedOrder {
  /** The step that decides. */
  readonly decide: (transaction: QueueTransaction) => Step<unknown>;
  /** What its reply means, see the steps in libs/queue. */
  readonly outcomes: Readonly<Record<string, OrderOutcome>>;
  /** What follows, whatever was decided. */
  readonly after?: (transaction: QueueTransaction) => void;
  /** To be called once it is done: message tracking tells of it. */
  readonly told?: () => void;
  /** DSNs that are written if it is done. */
  readonly notifications: number;
}
