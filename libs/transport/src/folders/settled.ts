/** What a file system says of a file, times in milliseconds since the epoch. */
export interface FileTimes {
  readonly size: number;
  /** Of the last write. */
  readonly mtimeMs: number;
  /** Of the last change of whatever sort: also of its name. */
  readonly ctimeMs: number;
}

/** So long somebody who writes leaves no file alone. */
export const quietMs = 2_000;
/** Some open a file, and go and look for what to write. */
const emptyQuietMs = 60_000;

/**
 * Whether nobody writes to a file any more, as far as can be told: that it has got its name after its last write, as files
 * have that were moved in, or that it has been left alone. What was claimed has got its name from us.
 */
export function isSettled(
  { size, mtimeMs, ctimeMs }: FileTimes,
  { now, claimed }: { readonly now: number; readonly claimed: boolean },
): boolean {
  if (size === 0) return now - ctimeMs >= emptyQuietMs;
  return (!claimed && ctimeMs > mtimeMs) || now - ctimeMs >= quietMs;
}
