import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Somebody is signed in at a browser. Plain JSON; what the browser shows is not in it. */
export interface AdministratorSession {
  /** Names it to administrators; whoever knows it cannot use it. */
  readonly id: string;
  /** Guid of the account. */
  readonly account: string;
  readonly accountName: string;
  /** Of the account, when it was opened. */
  readonly generation: number;
  /** Milliseconds since the epoch, as are all times here. */
  readonly startedAt: number;
  /** When it was last used, to the minute. */
  readonly seenAt: number;
  readonly address: string;
  readonly userAgent: string;
}

const minuteMs = 60_000;
/** Not used for so long it ends. */
export const sessionIdleMs = 60 * minuteMs;
/** However much it is used. */
export const sessionMaxMs = 12 * 60 * minuteMs;
export const seenEveryMs = minuteMs;

const valueBytes = 32;

export function newSessionValue(): string {
  return randomBytes(valueBytes).toString('base64url');
}

/** Under which a session is kept: a copy of Redis signs nobody in. */
export function sessionIdOf(value: string): string {
  return createHash('sha256').update(value).digest('base64url').slice(0, 22);
}

/** How long it lasts when nobody uses it, from now on in milliseconds; not above 0: it has ended. */
export function lastsMs({ startedAt, seenAt }: AdministratorSession, now: number): number {
  return Math.min(seenAt + sessionIdleMs, startedAt + sessionMaxMs) - now;
}

/** What a page has to send along with whatever it changes: derived, so that it is nowhere kept and gives nothing away. */
export function csrfTokenOf(value: string): string {
  return createHmac('sha256', value).update('csrf').digest('base64url');
}

export function isCsrfToken(value: string, token: string): boolean {
  const [expected, given] = [Buffer.from(csrfTokenOf(value)), Buffer.from(token)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}
