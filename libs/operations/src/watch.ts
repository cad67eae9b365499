/** Whoever ordered hears what happens while it happens, and may stop it. */
export interface Watch {
  /** A step as JSON can say it; what it is, the operation says. */
  readonly tell: (step: object) => void;
  /** Aborted: nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}
