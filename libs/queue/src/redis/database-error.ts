/**
 * Redis could not be asked, or did not do what it was asked. `outcome`: `none`: it did nothing; `unknown`: the connection
 * went away before the answer; `partial`: it carried out some commands of a transaction and refused others.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';

  constructor(
    readonly outcome: 'none' | 'unknown' | 'partial',
    options: { readonly cause: unknown },
  ) {
    super(`Redis (outcome ${outcome}): ${messageOf(options.cause)}`, options);
  }

  /** Redis is out of memory or cannot write its disk; waiting helps, sending again at once does not. */
  get outOfResources(): boolean {
    return /\b(?:OOM|MISCONF|NOREPLICAS)\b/.test(this.message);
  }

  static from(error: unknown): DatabaseError {
    if (error instanceof DatabaseError) return error;
    const message = messageOf(error);
    const refused = /^EXECABORT|isn't writeable|^(?:OOM|MISCONF|NOREPLICAS|READONLY|LOADING|NOAUTH)\b/.test(
      message,
    );
    return new DatabaseError(refused ? 'none' : 'unknown', { cause: error });
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { previousErrors } = error as { readonly previousErrors?: readonly Error[] };
  return [error, ...(previousErrors ?? [])].map((each) => each.message).join('; ');
}
