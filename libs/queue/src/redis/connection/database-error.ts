/** Errors with which Redis says that it did not begin with what it was asked to do. */
const refusal =
  /^EXECABORT|isn't writeable|(?:^|-)(?:OOM|MISCONF|NOREPLICAS|READONLY|MASTERDOWN|CLUSTERDOWN|LOADING|BUSY|NOAUTH|NOSCRIPT)\b/;

/**
 * Redis could not be asked, or did not do what it was asked. `outcome`: `none`: it did nothing; `unknown`: the connection
 * went away before the answer; `partial`: a script failed on what it found, which needs keys that are not ours.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';

  constructor(
    readonly outcome: 'none' | 'unknown' | 'partial',
    options: { readonly cause: unknown },
  ) {
    // What ioredis says of a lost connection helps nobody.
    super(`Redis (outcome ${outcome}): ${messageOf(options.cause)}`, isLost(options.cause) ? {} : options);
  }

  /** Redis is out of memory or cannot write its disk; waiting helps, sending again at once does not. */
  get outOfResources(): boolean {
    return /\b(?:OOM|MISCONF|NOREPLICAS)\b/.test(this.message);
  }

  /** The script has to be loaded (again). */
  get scriptMissing(): boolean {
    return /\bNOSCRIPT\b/.test(this.message);
  }

  static from(error: unknown): DatabaseError {
    if (error instanceof DatabaseError) return error;
    if (refusal.test(messageOf(error))) return new DatabaseError('none', { cause: error });
    const answered = error instanceof Error && error.name === 'ReplyError';
    return new DatabaseError(answered ? 'partial' : 'unknown', { cause: error });
  }
}

function isLost(error: unknown): boolean {
  return error instanceof Error && error.name === 'MaxRetriesPerRequestError';
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isLost(error)) return 'the connection was lost before the answer';
  const { previousErrors } = error as { readonly previousErrors?: readonly Error[] };
  return [error, ...(previousErrors ?? [])].map((each) => each.message).join('; ');
}
