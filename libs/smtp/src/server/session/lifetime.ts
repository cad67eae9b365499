import { replies } from '../../reply/replies.js';
import type { Reply } from '../../reply/reply.js';
import type { SessionLimits } from '../session-handler.js';

interface Wait {
  readonly since: number;
  /** No transaction is open: the session may end at once when the service stops. */
  readonly idle: boolean;
  readonly interrupt: () => void;
}

/** Whether the session goes on, and what is said when it does not. */
export class Lifetime {
  readonly #clock: SessionClock;
  #open = true;
  #farewell: Reply | undefined;
  #retiring = false;
  #overdue = false;
  #wait: Wait | undefined;
  #working = false;

  constructor(limits: SessionLimits) {
    this.#clock = new SessionClock(limits, {
      now: () => performance.now(),
      idleSince: () => (this.#working ? undefined : this.#wait?.since),
      expired: () => this.#expire(),
    });
  }

  get open(): boolean {
    return this.#open;
  }

  /** The last reply, which no command asked for. */
  get farewell(): Reply | undefined {
    return this.#farewell;
  }

  /** The session ends after the reply to the command that is being answered; `farewell` is sent after it. */
  end(farewell?: Reply): void {
    if (this.#open) this.#farewell = farewell;
    this.#open = false;
  }

  /** The service stops: the session ends as soon as no transaction is open. */
  retire(): void {
    this.#retiring = true;
    if (this.#wait?.idle === true) this.#interrupt(replies.notAvailable);
  }

  /** Replies wait for transactions that are under way: while we wait for the peer, it waits for us as well. */
  working(): void {
    this.#working = true;
  }

  /** They have left: from now on it is the peer alone that owes something. */
  answered(): void {
    this.#working = false;
    if (this.#wait === undefined) return;
    this.#wait = { ...this.#wait, since: performance.now() };
    if (!this.goesOn(this.#wait)) this.#wait.interrupt();
  }

  /** Called where the session may end; tells whether it goes on. */
  goesOn(options: { readonly idle: boolean }): boolean {
    if (this.#overdue) this.end(replies.connectionTimedOut);
    if (this.#retiring && options.idle && !this.#working) this.end(replies.notAvailable);
    return this.#open;
  }

  /** From now on the peer owes us something, with the inactivity timeout running. */
  waits({ idle, interrupt }: Omit<Wait, 'since'>): void {
    this.#wait = { since: performance.now(), idle, interrupt };
  }

  /** It has come, or will not. */
  heard(): void {
    this.#wait = undefined;
  }

  stop(): void {
    this.#clock.stop();
  }

  /** While we work for the peer it is waiting for us: its answer goes out first. */
  #expire(): void {
    this.#overdue = true;
    this.#interrupt(replies.connectionTimedOut);
  }

  #interrupt(farewell: Reply): void {
    if (this.#wait === undefined || this.#working) return;
    this.end(farewell);
    this.#wait.interrupt();
  }
}

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
