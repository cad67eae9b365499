import type { PressureResource } from '@mailyard/directory';

export interface Measured {
  readonly value: number;
  /** Of a disk. */
  readonly sizeBytes?: number;
}

/** Measures one resource. Undefined: there is no such thing here, or it cannot be measured at this moment. */
export interface Meter {
  readonly resource: PressureResource;
  /** What only fills up is judged by where it will be at the next look. */
  readonly fills?: true;
  read(): Promise<Measured | undefined> | Measured | undefined;
  /** Does what helps here, if anything does. Called after each look at Medium or above. */
  relieve?(): Promise<void>;
}
