/** How often a hub looks, in milliseconds. */
export interface TransportIntervals {
  /** For work that another hub has left or queued. */
  readonly scan: number;
  /** For messages that are too old, or whose sender is to hear of the delay. */
  readonly age: number;
  /** For operations over many messages. */
  readonly bulk: number;
  /** For what the Safety Net need not keep any more. */
  readonly safetyNet: number;
  /** For what passes the queues, to tell it. */
  readonly rates: number;
  readonly poison: number;
  /** For messages whose route has changed, beside each change of the directory. */
  readonly routes: number;
  /** For content without a message. */
  readonly sweep: number;
}

export const usualIntervals: TransportIntervals = {
  scan: 500,
  age: 1_000,
  bulk: 500,
  safetyNet: 60_000,
  rates: 5_000,
  poison: 1_000,
  routes: 10_000,
  sweep: 3_600_000,
};
