/**
 * A moment of this process. The monotonic clock stands still while the machine sleeps, and the other one may be set: time
 * has passed as soon as one of them says so.
 */
export interface Moment {
  readonly monotonic: number;
  readonly wall: number;
}

export function thisMoment(): Moment {
  return { monotonic: performance.now(), wall: Date.now() };
}

export function msSince({ monotonic, wall }: Moment): number {
  return Math.max(performance.now() - monotonic, Date.now() - wall);
}
