import { jest } from '@jest/globals';

import { patient } from '../spec-support/recording-handler.js';
import { SessionClock } from './lifetime.js';

// Neither the clock nor its timers are real: an hour passes in no time, and a busy machine changes nothing.
beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const hourMs = 3_600_000;

/** When a session expires, in milliseconds since its start; `idleSince` is asked with the same. */
function expiry(
  limits: { readonly inactivityTimeoutMs?: number; readonly connectionTimeoutMs?: number },
  idleSince: (elapsedMs: number) => number | undefined,
): number | undefined {
  const start = performance.now();
  const elapsed = (): number => performance.now() - start;
  let expiredAt: number | undefined;
  const hands = {
    now: elapsed,
    idleSince: () => idleSince(elapsed()),
    expired: () => (expiredAt = elapsed()),
  };
  const clock = new SessionClock({ ...patient, ...limits }, hands);
  jest.advanceTimersByTime(hourMs);
  clock.stop();
  return expiredAt;
}

describe('session clock', () => {
  it('expires when the peer has been idle for the whole time', () => {
    expect(expiry({ inactivityTimeoutMs: 100 }, () => 0)).toBe(100);
  });

  it('counts from the last activity', () => {
    expect(expiry({ inactivityTimeoutMs: 100 }, () => 60)).toBe(160);
  });

  it('does not count our own work', () => {
    expect(expiry({ inactivityTimeoutMs: 50 }, (now) => (now < 200 ? undefined : 200))).toBe(250);
  });

  it('ends a busy session at ConnectionTimeout', () => {
    expect(expiry({ inactivityTimeoutMs: 10_000, connectionTimeoutMs: 100 }, (now) => now)).toBe(100);
  });

  it('leaves a busy session alone', () => {
    expect(expiry({ inactivityTimeoutMs: 10_000, connectionTimeoutMs: 0 }, (now) => now)).toBeUndefined();
  });
});
