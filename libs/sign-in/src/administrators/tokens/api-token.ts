import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

import { base32 } from '../second-factor/totp.js';
import type { SendScope } from './send-scope.js';

/** A program signs in with it in the name of an account. Plain JSON; its value is not in it. */
export interface ApiToken {
  readonly id: string;
  /** What it is for. */
  readonly description: string;
  /** Guid of the account. */
  readonly account: string;
  readonly accountName: string;
  /** SHA-256 of a value of 256 random bits, which nobody guesses. */
  readonly hash: string;
  /** Of those of the account, these alone count; undefined: all of them. */
  readonly roleGroups?: readonly string[];
  /** It changes nothing. */
  readonly readOnly: boolean;
  /** An application sends mail with it, and nothing else: then it is nobody's sign-in. */
  readonly send?: SendScope;
  /** Milliseconds since the epoch, as are all times here. */
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** Where and when a token was last used, to the minute. */
export interface TokenUse {
  readonly at: number;
  readonly address: string;
}

const secretBytes = 32;
/** So long one that has expired is shown, for whoever wonders why a program is refused. */
const shownExpiredMs = 30 * 86_400_000;

export function isExpired({ expiresAt }: Pick<ApiToken, 'expiresAt'>, now: number): boolean {
  return expiresAt <= now;
}

/** Nobody has to know of it any more. */
export function isForgotten({ expiresAt }: Pick<ApiToken, 'expiresAt'>, now: number): boolean {
  return expiresAt + shownExpiredMs <= now;
}

/** Begins with a word by which scanners of repositories find it. */
export function newTokenValue(): { readonly id: string; readonly value: string } {
  const id = base32(randomBytes(10)).toLowerCase();
  return { id, value: `mailyard_${id}_${randomBytes(secretBytes).toString('base64url')}` };
}

/** Undefined: it is no token of ours. */
export function tokenIdOf(value: string): string | undefined {
  return /^mailyard_([a-z2-7]{16})_[\w-]{43}$/.exec(value)?.[1];
}

export function tokenHash(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}

export function isTokenValue({ hash }: ApiToken, value: string): boolean {
  return timingSafeEqual(Buffer.from(hash), Buffer.from(tokenHash(value)));
}
