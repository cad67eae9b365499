/** A forward-path or a non-null reverse-path without angle brackets and source route (RFC 5321 §4.1.2). */
export interface Path {
  /** As the client wrote it, quotes included; compared without regard to case. */
  readonly localPart: string;
  /** Lower case; an address literal keeps its brackets; empty only for `<Postmaster>`. */
  readonly domain: string;
}

/** Null is `<>` (RFC 5321 §4.5.5): notifications have it and are never answered. */
export type ReversePath = Path | null;

/** `local@domain`, or the empty string for the null reverse-path. */
export function formatPath(path: ReversePath): string {
  if (path === null) return '';
  return path.domain === '' ? path.localPart : `${path.localPart}@${path.domain}`;
}

/** The form in which two addresses are compared and looked up. */
export function addressKey(path: Path): string {
  return formatPath(path).toLowerCase();
}
