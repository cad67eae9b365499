import { busyShare, LocalLoad, type LogFolder } from '@mailyard/service';

export interface ShipPatienceOptions {
  /** MAILYARD_TRACKING_DELAY: so old are lines at most that wait. */
  readonly delayMs: number;
  /** What is kept of the files. */
  readonly kept: () => LogFolder['kept'];
  readonly load?: Pick<LocalLoad, 'share'>;
}

/** How much of the time and of the room for which files are kept lines may wait in them. */
const keptShare = 0.25;
const waitingBytesMax = 256 * 1_048_576;

/**
 * Tracking events are not at the cost of mail: they wait in their files while the machine has no more to give, for a bounded
 * time, and never so long that their files could be deleted.
 */
export class ShipPatience {
  readonly #options: ShipPatienceOptions;
  readonly #load: Pick<LocalLoad, 'share'>;
  #busy = false;

  constructor(options: ShipPatienceOptions) {
    this.#options = options;
    this.#load = options.load ?? new LocalLoad();
  }

  /** Once a turn: how busy it was since the last one. */
  look(): void {
    this.#busy = this.#options.delayMs > 0 && this.#load.share() >= busyShare;
  }

  /** How long lines may wait of which there are so many octets; 0: not at all. */
  waitMs(waitingBytes: number): number {
    if (!this.#busy) return 0;
    const { delayMs, kept } = this.#options;
    const { maxDirectoryBytes, maxAgeMs } = kept();
    if (waitingBytes > Math.min(waitingBytesMax, keptShare * maxDirectoryBytes)) return 0;
    return Math.min(delayMs, keptShare * maxAgeMs);
  }
}
