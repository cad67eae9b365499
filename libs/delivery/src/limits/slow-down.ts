import type { Rate } from '@mailyard/schema';
import type { Reply } from '@mailyard/smtp';

/**
 * Less than usual, since the destination asked for it, and slowly more again: halved at each such reply, as TCP does, and
 * growing evenly until it is as before.
 */
export interface SlowDown {
  /** Messages a minute, connections: right after the reply. */
  readonly from: Amount;
  /** What they grow back to. */
  readonly to: Amount;
  readonly durationMs: number;
  /** How often in a row the destination asked for it. */
  readonly times: number;
  /** What it said. */
  readonly said: string;
}

export interface Amount {
  readonly messagesPerMinute: number;
  readonly connections: number;
}

/** However often a destination asks, it gets so much: its mail moves, and it is seen when it takes more. */
const floor: Amount = { messagesPerMinute: 6, connections: 1 };
/** Who has hardly had any mail yet is believed to take so much. */
const leastBefore: Amount = { messagesPerMinute: 60, connections: 1 };
/** What all connections hear in one moment is one request. */
const sameRequestMs = 10_000;
/** To grow back; twice as long each time that the destination asks again meanwhile. */
const growthMs = 600_000;
const growthMsMax = 1_200_000;

/** What a host says that is not about to go, but has had too much. */
const tooMuch = /too (?:many|much|fast)|limit|rate|throttl|concurrent/i;

/**
 * What is said with 421 or X.7.X and asks for nothing of the kind: greylisting, that the same message comes later; the end of
 * a session with too many errors or commands, another one; Exchange's "Temporary server error", whose Front End has no Transport service
 * to hand mail to, patience.
 */
const otherwise =
  /gr[ea]y-?\s?list|too many (?:[\w ]+ )?(?:errors|commands)|temporary (?:server|system|local) error/i;

/**
 * RFC 5321 §3.8 (421), RFC 3463 §3.8 (X.7.X: policy); a host that shuts down or has lost its patience (X.3.X, X.4.X) asks for
 * nothing.
 */
export function asksForLess({ code, status, text, transient }: Reply): boolean {
  if (!transient || otherwise.test(text)) return false;
  if (code === 421 && /^4\.[34]\./.test(status ?? '')) return tooMuch.test(text);
  return code === 421 || status?.startsWith('4.7.') === true;
}

/** What follows from such a reply. Undefined: it is the request that is heeded already. `seen`: the present amount. */
export function slowedDown(
  before: { readonly state: SlowDown; readonly ageMs: number } | undefined,
  said: string,
  seen: Amount,
): SlowDown | undefined {
  if (before !== undefined && before.ageMs < sameRequestMs) return undefined;
  const to = before?.state.to ?? atLeast(seen, leastBefore);
  const present = before === undefined ? to : amountAt(before.state, before.ageMs);
  const times = (before?.state.times ?? 0) + 1;
  return {
    from: atLeast(halved(present), floor),
    to,
    times,
    durationMs: Math.min(growthMs * 2 ** (times - 1), growthMsMax),
    said,
  };
}

/** So long after the reply. */
export function amountAt({ from, to, durationMs }: SlowDown, ageMs: number): Amount {
  const share = Math.min(Math.max(ageMs / durationMs, 0), 1);
  const between = (low: number, high: number): number => Math.floor(low + (high - low) * share);
  return {
    messagesPerMinute: between(from.messagesPerMinute, to.messagesPerMinute),
    connections: between(from.connections, to.connections),
  };
}

export function rateOf({ messagesPerMinute }: Amount): Rate {
  return { count: messagesPerMinute, perMs: 60_000 };
}

function halved({ messagesPerMinute, connections }: Amount): Amount {
  return { messagesPerMinute: Math.floor(messagesPerMinute / 2), connections: Math.floor(connections / 2) };
}

function atLeast(amount: Amount, least: Amount): Amount {
  return {
    messagesPerMinute: Math.max(amount.messagesPerMinute, least.messagesPerMinute),
    connections: Math.max(amount.connections, least.connections),
  };
}
