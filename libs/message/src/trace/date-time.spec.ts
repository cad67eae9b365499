import { formatArrivalTime, formatDateTime, isoArrivalTime } from './date-time.js';

const at = new Date('2026-08-04T09:05:00.042Z');

describe('times in header fields', () => {
  it('RFC 5322 §3.3, and OriginalArrivalTime as Exchange writes it', () => {
    expect(formatDateTime(at)).toBe('Tue, 4 Aug 2026 09:05:00 +0000');
    expect(formatArrivalTime(at)).toBe('04 Aug 2026 09:05:00.0420 (UTC)');
  });

  it.each(Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 28, 23, 59, 59, 999))))(
    'OriginalArrivalTime of %s is read as it was written',
    (each) => expect(isoArrivalTime(formatArrivalTime(each))).toBe(each.toISOString()),
  );

  it.each([
    '',
    '04 Agu 2026 09:05:00.0420 (UTC)',
    '4 Aug 2026 09:05:00.0420 (UTC)',
    'Tue, 4 Aug 2026 09:05:00 +0000',
  ])('%j is no such time', (text) => expect(isoArrivalTime(text)).toBeUndefined());
});
