import { csrfTokenOf, isCsrfToken, lastsMs, newSessionValue, sessionIdOf } from './administrator-session.js';

const hourMs = 3_600_000;
const session = {
  id: '1',
  account: 'g',
  accountName: 'anna',
  generation: 0,
  startedAt: 0,
  seenAt: 0,
  address: '127.0.0.1',
  userAgent: '',
};

it.each([
  ['that was just used', 0, 0, hourMs],
  ['that was used half an hour ago', 0, 0.5 * hourMs, 0.5 * hourMs],
  ['that nobody used for an hour', 0, hourMs, 0],
  ['that was always used, in its last half hour', 11.5 * hourMs, 11.5 * hourMs, 0.5 * hourMs],
  ['that was always used, after twelve hours', 12 * hourMs, 12 * hourMs, 0],
])(
  'a session ends an hour after its last use, and after twelve hours: one %s',
  (...[, seenAt, now, left]) => {
    expect(lastsMs({ ...session, seenAt }, now)).toBe(left);
  },
);

it('what is kept of a session, and what a page sends along, is not what the cookie has', () => {
  const value = newSessionValue();
  expect([sessionIdOf(value), csrfTokenOf(value)].some((text) => text.includes(value))).toBe(false);
  expect(isCsrfToken(value, csrfTokenOf(value))).toBe(true);
  const wrong = ['', csrfTokenOf(newSessionValue()), value];
  expect(wrong.some((token) => isCsrfToken(value, token))).toBe(false);
});
