/**
 * `full`: no room or no writing for now; `missing`: the mailbox database is not in its place, for whatever mailbox;
 * `unavailable`: this mailbox cannot be written to for another reason.
 */
export interface StorageFault {
  readonly kind: 'full' | 'missing' | 'unavailable';
  readonly cause: unknown;
}

const full: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG']);

/** The folder of a mailbox database is not the database, but the mount point of a missing volume, say. */
export class DatabaseMissing extends Error {
  override readonly name = 'DatabaseMissing';
}

/** Undefined when this is no error of the file system but a fault of ours. */
export function storageFault(error: unknown): StorageFault | undefined {
  if (error instanceof DatabaseMissing) return { kind: 'missing', cause: error };
  const code = errorCode(error);
  if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) return undefined;
  return { kind: full.has(code) ? 'full' : 'unavailable', cause: error };
}

export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
