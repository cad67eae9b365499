import { formatTimeSpan, parseTimeSpan, timeSpan } from './time-span.js';

describe('time spans, [d.]hh:mm:ss[.fff]', () => {
  it.each([
    ['00:10:00', 600_000],
    ['0:00:05', 5_000],
    ['1.00:00:00', 86_400_000],
    ['2.03:04:05.678', 183_845_678],
    ['23:59:59.9999999', 86_400_000],
  ])('%s is %i ms', (text, milliseconds) => {
    expect(parseTimeSpan(text)).toBe(milliseconds);
  });

  it.each(['10', '10:00', '24:00:00', '00:60:00', '00:00:60', '-00:00:01', '1:2:3', '00:10:00x'])(
    '%s is none',
    (text) => {
      expect(parseTimeSpan(text)).toBeUndefined();
    },
  );

  it('takes a number as milliseconds and keeps to its range', () => {
    const schema = timeSpan({ min: 1000, max: 86_400_000 });
    expect(schema.parse(1500)).toBe(1500);
    expect(schema.safeParse(999).success).toBe(false);
    expect(schema.safeParse('1.00:00:01').success).toBe(false);
  });

  it.each([
    [0, '00:00:00'],
    [300, '00:00:00.300'],
    [5000, '00:00:05'],
    [600_000, '00:10:00'],
    [86_399_007, '23:59:59.007'],
    [172_800_000, '2.00:00:00'],
  ])('%i ms are written %s and read the same', (milliseconds, text) => {
    expect(formatTimeSpan(milliseconds)).toBe(text);
    expect(parseTimeSpan(text)).toBe(milliseconds);
  });
});
