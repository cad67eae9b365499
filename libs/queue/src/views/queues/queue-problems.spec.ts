import { QueueHeads, queueProblems } from './queue-problems.js';
import { summarize, type QueueReading, type QueueSummary } from './queue-summary.js';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const hour = 3_600_000;

function queue(reading: Partial<QueueReading>): QueueSummary {
  const empty = {
    name: 'SmtpDeliveryToMailbox.DB01',
    waiting: 0,
    active: 0,
    delayed: 0,
    suspended: 0,
    high: 0,
    low: 0,
    delayedHigh: 0,
    delayedLow: 0,
  };
  return summarize('MBX01', {
    ...empty,
    paused: false,
    retryAt: 0,
    nextHop: { domain: 'DB01' },
    ...reading,
  });
}
const inRetry = { domain: 'DB01', retryCount: '2', lastError: '441 4.4.1 connection refused' };

it.each([
  ['an empty queue', {}, 0, []],
  ['mail that moves', { waiting: 500, active: 20, first: { head: '1-0' } }, 59_999, []],
  [
    'a queue in Retry',
    { waiting: 2, nextHop: inRetry },
    0,
    [['queue-in-retry', /^2 messages, .*: 441 4\.4\.1 connection refused$/]],
  ],
  ['a next hop that failed, when nothing waits for it', { nextHop: inRetry }, 0, []],
  ['a suspended queue', { paused: true }, 0, [['queue-suspended', /0 messages/]]],
  [
    'Unreachable',
    { name: 'Unreachable', waiting: 1, first: { head: '1-0' } },
    0,
    [['queue-unreachable', /no connector.*1 message$/]],
  ],
  ['Poison, which hubs tell of', { name: 'Poison', paused: true, waiting: 1 }, 0, []],
  ['Unreachable without messages', { name: 'Unreachable' }, 0, []],
  [
    'a head that nobody takes',
    { name: 'Submission', waiting: 3 },
    60_000,
    [['queue-stands-still', /3 messages for 1 min/]],
  ],
  [
    'a head that a limit keeps',
    {
      waiting: 3,
      retryAt: Date.now() + 500,
      nextHop: {
        domain: 'DB01',
        waitReason: 'messages are limited to 1 an hour',
        waitUntil: String(Date.now()),
      },
    },
    120_000,
    [['queue-waits-for-limit', /3 messages waits for 2 min: messages are limited to 1 an hour/]],
  ],
  ['ten thousand messages', { waiting: 9_999, active: 1 }, 0, [['queue-too-long', /10000/]]],
  [
    'a message that is late',
    { delayed: 1, first: { oldestMessageTime: now - 4 * hour } },
    0,
    [['queue-late', /2026-11-21T08:00:00Z /]],
  ],
  ['one that is not yet', { delayed: 1, first: { oldestMessageTime: now - 4 * hour + 1 } }, 0, []],
] as const)('%s', (_, reading, headMs, expected) => {
  const found = queueProblems([queue(reading)], { now, lateMs: 4 * hour, headMs: () => headMs });
  expect(found.map(({ code }) => code)).toEqual(expected.map(([code]) => code));
  found.forEach(({ reason }, index) => expect(reason).toMatch(expected[index]?.[1] ?? ''));
});

it('a head stands since it was first seen there, not while its queue waits for its next hop', () => {
  const heads = new QueueHeads();
  const at = (reading: Partial<QueueReading>, time: number): number => {
    const seen = queue({ waiting: 1, ...reading });
    heads.look([seen], time);
    return heads.standsFor(seen, time);
  };
  expect(at({ first: { head: '1-0' } }, 0)).toBe(0);
  expect(at({ first: { head: '1-0' } }, 90_000)).toBe(90_000);
  expect(at({ first: { head: '2-0' } }, 91_000)).toBe(0);
  expect(at({ first: { head: '2-0' }, nextHop: inRetry }, 500_000)).toBe(0);
  expect(at({ first: { head: '2-0' } }, 501_000)).toBe(0);
  heads.look([], 502_000);
  expect(at({ first: { head: '2-0' } }, 600_000)).toBe(0);
});
