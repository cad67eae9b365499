import type { Rate } from '@mailyard/schema';

import {
  shortageOf,
  scopeName,
  type Limit,
  type LimitReached,
  type LimitedScope,
  type OutboundDestination,
} from './outbound-limits.js';
import { describeRate } from './pace.js';
import { amountAt, type SlowDown } from './slow-down.js';

/** So soon a place may be free again. */
const placeWaitMs = 1_000;
const redisWaitMs = 1_000;

/** A slow-down as a hub knows it now. */
export interface KnownSlowDown {
  readonly state: SlowDown;
  readonly ageMs: number;
}

export function placesTaken(
  scope: LimitedScope,
  destination: OutboundDestination,
  { value, parameter }: Limit<number>,
): LimitReached {
  const open = value === 1 ? '1 connection is open' : `${value} connections are open`;
  return {
    cause: 'connections',
    reason: `${open} ${inScope(scope, destination)}, as many as ${parameter} allows`,
    retryAfterMs: placeWaitMs,
    shortage: shortageOf(scopeName(scope, destination)),
  };
}

export function tooFast(
  what: 'connection' | 'message',
  where: { readonly scope: LimitedScope; readonly destination: OutboundDestination; readonly waitMs: number },
  { value, parameter }: Limit<Rate>,
): LimitReached {
  const things = what === 'connection' ? 'new connections' : 'messages';
  return {
    cause: what === 'connection' ? 'connection-rate' : 'message-rate',
    reason: `${things} ${inScope(where.scope, where.destination)} are limited to ${describeRate(value)} by ${parameter}`,
    retryAfterMs: where.waitMs,
  };
}

export function slowed(
  { key }: OutboundDestination,
  known: KnownSlowDown,
  waitMs: number = placeWaitMs,
): LimitReached {
  return {
    cause: 'slowed-down',
    reason: `${key} is ${describeSlowDown(known, Date.now())}`,
    retryAfterMs: waitMs,
  };
}

/** `slowed to 12 messages a minute and 2 connections after "421 4.7.0 …", until 2026-11-29T10:20:00Z` */
export function describeSlowDown({ state, ageMs }: KnownSlowDown, now: number): string {
  const { messagesPerMinute, connections } = amountAt(state, ageMs);
  const until = new Date(now + Math.max(0, state.durationMs - ageMs)).toISOString();
  const ways = connections === 1 ? '1 connection' : `${connections} connections`;
  return `slowed to ${messagesPerMinute} messages a minute and ${ways} after "${state.said}", until ${until.slice(0, 19)}Z`;
}

export function redisAway(error: Error): LimitReached {
  return {
    cause: 'redis',
    reason: `Redis cannot say whether another connection or message is allowed: ${error.message}`,
    retryAfterMs: redisWaitMs,
  };
}

function inScope(scope: LimitedScope, { key }: OutboundDestination): string {
  switch (scope) {
    case 'server':
      return 'from this server';
    case 'connector':
      return 'of this connector';
    case 'destination':
      return `to ${key}`;
  }
}
