import { formatOf } from './format.js';

const format = formatOf({ language: 'en', timeZone: 'UTC' });

it.each([
  [0, '0s'],
  [59_400, '59s'],
  [252_000, '4m 12s'],
  [3_600_000, '1h'],
  [90_061_000, '1d 1h'],
  [86_400_000 + 60_000, '1d'],
  [-5, '0s'],
])('%d ms are %s', (ms, text) => {
  expect(format.duration(ms)).toBe(text);
});

it('a time of day and a day are said in the time zone of the user', () => {
  const berlin = formatOf({ language: 'de', timeZone: 'Europe/Berlin' });
  const midnight = Date.UTC(2026, 10, 30, 23, 30);
  expect([format.clock(midnight), format.day(midnight)]).toEqual(['23:30', '30 Nov']);
  expect([berlin.clock(midnight), berlin.day(midnight)]).toEqual(['00:30', '1. Dez.']);
});

it('times in a text of the server are in the zone of the user, too', () => {
  const berlin = formatOf({ language: 'en', timeZone: 'Europe/Berlin' });
  const text = '18 messages, next attempt 2026-11-30T22:14:32Z: 451 4.4.0 id 2026-11-30';
  expect(berlin.timesIn(text)).toBe(
    '18 messages, next attempt 30/11/2026, 23:14:32 UTC+1: 451 4.4.0 id 2026-11-30',
  );
});
