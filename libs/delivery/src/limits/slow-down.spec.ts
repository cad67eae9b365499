import { Reply } from '@mailyard/smtp';

import { amountAt, asksForLess, slowedDown, type SlowDown } from './slow-down.js';

it.each([
  ['421 4.7.0 Try again later', true],
  ['421 too many connections', true],
  ['421 4.3.2 shutting down', false],
  ['421 4.4.2 timeout', false],
  ['421 4.3.2 The maximum number of concurrent connections has exceeded a limit', true],
  ['451 4.7.650 The mail server has been temporarily rate limited', true],
  ['450 4.7.1 rejected', true],
  ['450 4.7.1 Greylisting in effect', false],
  ['450 4.2.1 mailbox busy', false],
  ['451 4.7.0 Temporary server error. Please try again later. PRX5', false],
  ['421 4.7.0 Too many errors on this connection, closing transmission channel', false],
  ['421 too many syntax or protocol errors', false],
  ['421 4.7.0 Too many commands without mail', false],
  ['421 too many nonmail commands', false],
  ['421 4.7.0 Too many messages from your address', true],
  ['452 4.3.1 no storage', false],
  ['550 5.7.1 rejected', false],
  ['250 2.0.0 ok', false],
])('%s asks for less: %s', (reply, expected) => {
  expect(asksForLess(Reply.parse([reply]))).toBe(expected);
});

const seen = { messagesPerMinute: 120, connections: 8 };

function first(): SlowDown {
  const state = slowedDown(undefined, '421', seen);
  if (state === undefined) throw new Error('not slowed down');
  return state;
}

it('half is left, which grows evenly back within ten minutes', () => {
  const minutes = (count: number) => amountAt(first(), count * 60_000);
  expect(minutes(0)).toEqual({ messagesPerMinute: 60, connections: 4 });
  expect(minutes(5)).toEqual({ messagesPerMinute: 90, connections: 6 });
  expect(minutes(10)).toEqual(seen);
  expect(minutes(60)).toEqual(seen);
});

it('what all connections hear in ten seconds is one request', () => {
  expect(slowedDown({ state: first(), ageMs: 9_999 }, '421', seen)).toBeUndefined();
  expect(slowedDown({ state: first(), ageMs: 10_000 }, '421', seen)?.times).toBe(2);
});

it('a further request halves what it has by then, and is heeded twice as long; what it grows back to stays', () => {
  expect(
    slowedDown({ state: first(), ageMs: 300_000 }, '421 again', { messagesPerMinute: 1, connections: 1 }),
  ).toEqual({
    from: { messagesPerMinute: 45, connections: 3 },
    to: seen,
    durationMs: 1_200_000,
    times: 2,
    said: '421 again',
  });
});

it('a destination that has had nothing gets a little', () => {
  const state = slowedDown(undefined, '421', { messagesPerMinute: 0, connections: 0 });
  expect(state?.from).toEqual({ messagesPerMinute: 30, connections: 1 });
  expect(state?.to).toEqual({ messagesPerMinute: 60, connections: 1 });
});
