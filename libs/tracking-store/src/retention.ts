import type { Retention } from './tracking-store.js';

/** Days that go, the oldest first; the newest one is being written and is never too much. */
export function tooOld(
  days: readonly { readonly day: string; readonly bytes: number }[],
  { maxAgeMs, maxBytes }: Retention,
  now: number,
): readonly string[] {
  let total = days.reduce((sum, { bytes }) => sum + bytes, 0);
  return days.slice(0, -1).flatMap(({ day, bytes }) => {
    const isOver = Date.parse(day) + 86_400_000 < now - maxAgeMs;
    if (!isOver && total <= maxBytes) return [];
    total -= bytes;
    return [day];
  });
}
