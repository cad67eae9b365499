import { TrackingPatience } from './tracking-patience.js';

const megabyte = 1_048_576;
const minute = 60_000;
const kept = { maxDirectoryBytes: 1_000 * megabyte, maxAgeMs: 30 * 24 * 60 * minute };

function patience(share: number, options: { delayMs?: number; kept?: typeof kept } = {}): TrackingPatience {
  const { delayMs = 5 * minute, kept: ofFiles = kept } = options;
  return new TrackingPatience({ delayMs, kept: () => ofFiles, load: { share: () => share } });
}

describe('tracking events wait in their files', () => {
  it('while the machine has little more to give, for the delay that was set', () => {
    expect(patience(0.65).waitMs(megabyte)).toBe(5 * minute);
    expect(patience(0.95).waitMs(megabyte)).toBe(5 * minute);
    expect(patience(0.95, { delayMs: minute }).waitMs(megabyte)).toBe(minute);
  });

  it('not at all where there is room, or no delay is wanted', () => {
    expect(patience(0.5).waitMs(megabyte)).toBe(0);
    expect(patience(1, { delayMs: 0 }).waitMs(megabyte)).toBe(0);
  });

  it('never so long or so many that files could be deleted before', () => {
    expect(patience(1, { kept: { ...kept, maxAgeMs: 4 * minute } }).waitMs(megabyte)).toBe(minute);
    const small = patience(1, { kept: { ...kept, maxDirectoryBytes: 40 * megabyte } });
    expect([10, 11].map((count) => small.waitMs(count * megabyte))).toEqual([5 * minute, 0]);
    expect(patience(1).waitMs(257 * megabyte)).toBe(0);
  });

  it('whose limits are those of the log as they are now', () => {
    let maxAgeMs = 40 * minute;
    const made = new TrackingPatience({
      delayMs: 5 * minute,
      kept: () => ({ ...kept, maxAgeMs }),
      load: { share: () => 1 },
    });
    expect(made.waitMs(1)).toBe(5 * minute);
    maxAgeMs = 8 * minute;
    expect(made.waitMs(1)).toBe(2 * minute);
  });
});
