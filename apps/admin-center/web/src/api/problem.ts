import type { ProblemDetails } from '@mailyard/operations';

/** What the API says when it does not do what was asked (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly details: ProblemDetails,
    /** ETag of the object as somebody else has made it, where that is why. */
    readonly tag?: string,
  ) {
    super(details.detail || details.title);
  }

  /** Whether it is of the kind: `conflict`, `confirmation-required`, `right-missing`. */
  is(type: ProblemType): boolean {
    return this.details.type === type;
  }
}

export type ProblemType =
  | 'refused'
  | 'not-understood'
  | 'right-missing'
  | 'not-found'
  | 'conflict'
  | 'confirmation-required'
  | 'failed';

/** No answer came: the admin centre, or the way to it, is away. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** Everything that asking the API ends with when it does not end well. */
export type ApiError = Problem | Unreachable;

/** The parts of what is wrong, a line each: with the parameter that a form shows it at. */
export function wrongsOf(error: unknown): readonly Wrong[] {
  if (error instanceof Problem) return error.details.problems ?? [error.details];
  return [{ detail: error instanceof Error ? error.message : String(error) }];
}

export interface Wrong {
  readonly detail: string;
  readonly parameter?: string;
  readonly rule?: string;
  readonly cure?: string;
}
