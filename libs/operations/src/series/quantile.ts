/** So many of all values were at most so large: buckets ascend, the last one has all. */
export interface Bucket {
  readonly bound: number;
  readonly count: number;
}

/**
 * The value below which that part of all values lies, evenly spread within its bucket as Prometheus has it. Undefined without
 * values; in the last bucket, which has no bound, it is the bound before.
 */
export function quantile(part: number, buckets: readonly Bucket[]): number | undefined {
  const all = buckets.at(-1)?.count ?? 0;
  if (all === 0) return undefined;
  const rank = part * all;
  const at = buckets.findIndex(({ count }) => count >= rank);
  const { bound, count } = buckets[at] as Bucket;
  const below = buckets[at - 1] ?? { bound: 0, count: 0 };
  if (bound === Infinity) return below.bound;
  return below.bound + ((bound - below.bound) * (rank - below.count)) / Math.max(1, count - below.count);
}
