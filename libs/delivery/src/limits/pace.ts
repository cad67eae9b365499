import type { Rate } from '@mailyard/schema';

/** A rate as it is kept (GCRA): one each interval, and so many at once when nothing came for a while. */
export interface Pace {
  readonly intervalUs: number;
  readonly burst: number;
}

/** More at once would be felt as a burst, however high the rate. */
const burstMax = 10;
/** So much of the rate is what may come at once, and with it what an even flow lacks. */
const burstShare = 0.02;

/**
 * Evenly spread, with the worth of a second at once at most: of a thousand an hour there is one every 3.6 seconds. In no
 * period, wherever it begins, are there more than the rate says: what may come at once is taken from what comes evenly.
 */
export function paceOf({ count, perMs }: Rate): Pace {
  const inASecond = (count * 1_000) / perMs;
  const burst = Math.max(1, Math.floor(Math.min(inASecond, count * burstShare, burstMax)));
  return { burst, intervalUs: Math.ceil((perMs * 1_000) / (count - burst + 1)) };
}

/** The one that lets less through. */
export function slower(one: Rate | undefined, other: Rate | undefined): Rate | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.count * other.perMs <= other.count * one.perMs ? one : other;
}

/** `30 a minute` */
export function describeRate({ count, perMs }: Rate): string {
  const period = periods.find(([, ms]) => ms === perMs)?.[0] ?? `in ${perMs / 1_000} seconds`;
  return `${count} ${period}`;
}

const periods = [
  ['a second', 1_000],
  ['a minute', 60_000],
  ['an hour', 3_600_000],
  ['a day', 86_400_000],
] as const;
