import type { SessionLimits } from '../session-handler.js';

// A longer setTimeout would fire at once.
const timerMaxMs = 2 ** 31 - 1;

export interface ClockHands {
  /** Milliseconds on any steady clock. */
  now(): number;
  /** Since when the peer has owed us something; undefined while we work for it. */
  idleSince(): number | undefined;
  expired(): void;
}

/**
 * ConnectionTimeout and ConnectionInactivityTimeout of a session, with one timer that is set again when it finds that
 * the peer was active in the meantime: activity itself costs nothing.
 */
export class SessionClock {
  readonly #startedAt: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly limits: SessionLimits,
    private readonly hands: ClockHands,
  ) {
    this.#startedAt = hands.now();
    this.#arm();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #arm(): void {
    const leftMs = this.#leftMs();
    if (leftMs === Number.POSITIVE_INFINITY) return;
    this.#timer = setTimeout(() => this.#check(), Math.min(leftMs, timerMaxMs));
  }

  #check(): void {
    if (this.#leftMs() > 0) this.#arm();
    else this.hands.expired();
  }

  #leftMs(): number {
    const { inactivityTimeoutMs, connectionTimeoutMs } = this.limits;
    const now = this.hands.now();
    const idleLeftMs = remaining(inactivityTimeoutMs, now - (this.hands.idleSince() ?? now));
    return Math.ceil(Math.min(idleLeftMs, remaining(connectionTimeoutMs, now - this.#startedAt)));
  }
}

/** 0 = off. */
function remaining(timeoutMs: number, elapsedMs: number): number {
  return timeoutMs === 0 ? Number.POSITIVE_INFINITY : timeoutMs - elapsedMs;
}
