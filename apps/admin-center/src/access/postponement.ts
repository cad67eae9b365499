import type { SignInPostponed } from '@mailyard/sign-in';

export interface Postponement {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** When to come back. */
  readonly seconds: number;
}

/** How a sign-in is answered that was not looked at (RFC 6585 §4, RFC 9110 §15.6.4). */
export function postponement({ reason, waitMs }: SignInPostponed): Postponement {
  const seconds = Math.ceil(waitMs / 1000);
  return reason === 'directory not reachable'
    ? {
        status: 503,
        title: 'Service Unavailable',
        detail: 'The directory with this account is away',
        seconds,
      }
    : { status: 429, title: 'Too Many Requests', detail: 'Too many failed logins', seconds };
}
