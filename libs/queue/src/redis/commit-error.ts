/**
 * Why a transaction is not known to be committed. `outcome`: `none`: Redis did nothing; `unknown`: the connection went
 * away before the answer; `partial`: Redis carried out some commands and refused others.
 */
export class CommitError extends Error {
  override readonly name = 'CommitError';

  constructor(
    readonly outcome: 'none' | 'unknown' | 'partial',
    options: { readonly cause: unknown },
  ) {
    super(`not committed (${outcome}): ${messageOf(options.cause)}`, options);
  }

  /** Redis is out of memory or cannot write its disk; waiting helps, sending again at once does not. */
  get outOfResources(): boolean {
    return /\b(?:OOM|MISCONF|NOREPLICAS)\b/.test(this.message);
  }

  static from(error: unknown): CommitError {
    if (error instanceof CommitError) return error;
    const message = messageOf(error);
    const refused = /^EXECABORT|isn't writeable|^(?:OOM|MISCONF|NOREPLICAS|READONLY|LOADING|NOAUTH)\b/.test(
      message,
    );
    return new CommitError(refused ? 'none' : 'unknown', { cause: error });
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { previousErrors } = error as { readonly previousErrors?: readonly Error[] };
  return [error, ...(previousErrors ?? [])].map((each) => each.message).join('; ');
}
