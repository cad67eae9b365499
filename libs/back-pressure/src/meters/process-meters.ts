import { monitorEventLoopDelay } from 'node:perf_hooks';

import type { Measured, Meter } from './meter.js';

/** PrivateBytes: what this process has in memory, of what it may have. */
export class PrivateBytesMeter implements Meter {
  readonly resource = 'PrivateBytes';
  readonly #limitBytes: number;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  read(): Measured {
    return { value: (100 * process.memoryUsage.rss()) / this.#limitBytes };
  }
}

const resolutionMs = 50;

/** How late timers are: the longest delay but for one in a hundred since the last look. */
export class EventLoopDelayMeter implements Meter {
  readonly resource = 'EventLoopDelay';
  readonly #histogram = monitorEventLoopDelay({ resolution: resolutionMs });

  constructor() {
    this.#histogram.enable();
  }

  read(): Measured {
    const value = this.#histogram.percentile(99) / 1e6 - resolutionMs;
    this.#histogram.reset();
    return { value: Math.max(0, value) };
  }
}
