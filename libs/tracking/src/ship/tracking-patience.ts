import { LocalLoad, type LogFolder } from '@mailyard/service';

export interface TrackingPatienceOptions {
  /** MAILYARD_TRACKING_DELAY: so old are lines at most that wait. */
  readonly delayMs: number;
  /** What is kept of them where they wait. */
  readonly kept: () => LogFolder['kept'];
  readonly load?: Pick<LocalLoad, 'share'>;
}

/** How much of the time and of the room for which lines are kept they may wait. */
const keptShare = 0.25;
const waitingBytesMax = 256 * 1_048_576;
/**
 * Of a second on average. Mail comes in bursts shorter than that: from here on what tracking takes is missed by some of them
 * (measured at 1,000 messages a second on two processors, of which they used four fifths: an eighth of that rate).
 */
const busyShare = 0.6;
/** How busy a machine is says nothing about much less than a second. */
const lookMs = 900;

/**
 * Tracking events are not at the cost of mail: they wait where they are while the machine has no more to give, for a bounded
 * time, and never so long that they could be deleted there.
 */
export class TrackingPatience {
  readonly #options: TrackingPatienceOptions;
  readonly #load: Pick<LocalLoad, 'share'>;
  #busy = false;
  #lookAt = -Infinity;

  constructor(options: TrackingPatienceOptions) {
    this.#options = options;
    this.#load = options.load ?? new LocalLoad();
  }

  /** How long lines may wait of which there are so many octets; 0: not at all. */
  waitMs(waitingBytes: number): number {
    if (!this.#isBusy()) return 0;
    const { delayMs, kept } = this.#options;
    const { maxDirectoryBytes, maxAgeMs } = kept();
    if (waitingBytes > Math.min(waitingBytesMax, keptShare * maxDirectoryBytes)) return 0;
    return Math.min(delayMs, keptShare * maxAgeMs);
  }

  /** As it was when somebody asked for the first time in this second. */
  #isBusy(): boolean {
    const now = performance.now();
    if (now < this.#lookAt) return this.#busy;
    this.#lookAt = now + lookMs;
    return (this.#busy = this.#options.delayMs > 0 && this.#load.share() >= busyShare);
  }
}
