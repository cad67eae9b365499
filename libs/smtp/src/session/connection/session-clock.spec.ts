import { SessionClock } from './session-clock.js';
import { patient } from '../spec-support/recording-handler.js';

/** Runs a clock; `idleSince` is asked with the milliseconds since the start. */
function expiry(
  limits: { readonly inactivityTimeoutMs?: number; readonly connectionTimeoutMs?: number },
  idleSince: (elapsedMs: number) => number | undefined,
): Promise<number> {
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  return new Promise((resolve) => {
    const clock = new SessionClock(
      { ...patient, ...limits },
      {
        now: elapsed,
        idleSince: () => idleSince(elapsed()),
        expired: () => {
          clock.stop();
          resolve(elapsed());
        },
      },
    );
  });
}

describe('session clock', () => {
  it('expires when the peer has been idle for the whole time', async () => {
    expect(await expiry({ inactivityTimeoutMs: 100 }, () => 0)).toBeGreaterThanOrEqual(99);
  });

  it('counts from the last activity', async () => {
    const after = await expiry({ inactivityTimeoutMs: 100 }, () => 60);
    expect(after).toBeGreaterThanOrEqual(159);
    expect(after).toBeLessThan(300);
  });

  it('does not count our own work', async () => {
    expect(
      await expiry({ inactivityTimeoutMs: 50 }, (now) => (now < 200 ? undefined : 200)),
    ).toBeGreaterThanOrEqual(249);
  });

  it('ends a busy session at ConnectionTimeout', async () => {
    const after = await expiry({ inactivityTimeoutMs: 10_000, connectionTimeoutMs: 100 }, (now) => now);
    expect(after).toBeGreaterThanOrEqual(99);
    expect(after).toBeLessThan(300);
  });
});
