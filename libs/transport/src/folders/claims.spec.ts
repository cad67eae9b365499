import { badNames, baseOf, claimName, claimOf } from './claim-name.js';
import { MinuteAllowance } from './minute-allowance.js';
import { isSettled } from './settled.js';

const at = Date.parse('2026-11-30T21:52:47.123Z');
const random = '1f3a9c7e55aa0102';

describe('names of files', () => {
  it.each([
    ['x.eml', 'x'],
    ['x.y.EML', 'x.y'],
    ['.x.eml', undefined],
    ['x.eml.tmp', undefined],
    ['x.tmp', undefined],
  ])('%s', (name, base) => {
    expect(baseOf(name)).toBe(base);
  });

  it('a claim tells the file and its time', () => {
    const name = claimName('order 1', at, random);
    expect(name).toBe(`order 1.20261130T215247123Z-${random}.tmp`);
    expect(claimOf(name)).toEqual({ base: 'order 1', at, id: `20261130T215247123Z-${random}` });
  });

  it.each(['x.tmp', `x.${random}.tmp`, `x.20269930T215247123Z-${random}.tmp`, 'x.20261130T215247123Z.tmp'])(
    'a .tmp of others is none: %s',
    (name) => {
      expect(claimOf(name)).toBeUndefined();
    },
  );

  it('are as long as file systems take, and no character is cut', () => {
    const base = `${'ü'.repeat(125)}x`;
    const claim = claimOf(claimName(base, at, random));
    if (claim === undefined) throw new Error('no claim');
    const names = [claimName(base, at, random), ...badNames(claim).map((name) => `${name}.txt`)];
    for (const name of names) {
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
      expect(name).toMatch(/^ü+x?\./);
    }
  });
});

describe('whether somebody still writes to a file', () => {
  const written = { size: 10, mtimeMs: 1_000, ctimeMs: 1_000 };
  it.each([
    ['just written', written, 1_500, false, false],
    ['left alone', written, 3_000, false, true],
    ['moved in after it was written', { ...written, ctimeMs: 1_001 }, 1_002, false, true],
    ['claimed, and that was its move', { ...written, ctimeMs: 1_001 }, 1_002, true, false],
    ['claimed and left alone', { ...written, ctimeMs: 1_001 }, 3_001, true, true],
    ['with a date in the future', { ...written, mtimeMs: 1e12 }, 3_000, false, true],
    ['empty', { size: 0, mtimeMs: 1_000, ctimeMs: 1_001 }, 30_000, false, false],
    ['empty for a minute', { size: 0, mtimeMs: 1_000, ctimeMs: 1_001 }, 61_001, false, true],
  ])('%s', (_, times, now, claimed, expected) => {
    expect(isSettled(times, { now, claimed })).toBe(expected);
  });
});

describe('PickupDirectoryMaxMessagesPerMinute', () => {
  it('holds in any minute, not from minute to minute', () => {
    const allowance = new MinuteAllowance();
    const take = (wanted: number, now: number) => allowance.take(wanted, { perMinute: 100, now });
    expect([take(60, 0), take(60, 50_000), take(10, 59_999), take(100, 60_000), take(1, 109_999)]).toEqual([
      60, 40, 0, 60, 0,
    ]);
    expect(take(100, 110_000)).toBe(40);
  });

  it('may be lifted', () => {
    expect(new MinuteAllowance().take(5_000, { perMinute: Infinity, now: 0 })).toBe(5_000);
  });
});
