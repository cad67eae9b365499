import {
  countIn,
  flowState,
  oldestState,
  stuckState,
  submissionState,
  waitingCount,
  waitingState,
  worstPressure,
  type Pressure,
} from './tile-rules.js';

const queue = (identity: string, messageCount: number, velocity = -1) =>
  ({ identity: `MBX01\\${identity}`, messageCount, velocity, status: 'Ready' }) as const;

it.each([
  ['nothing', [], 'idle'],
  ['Submission alone', [queue('Submission', 9_000)], 'idle'],
  ['one message', [queue('a', 1)], 'good'],
  ['251 in one queue that grows', [queue('a', 251)], 'warn'],
  ['251 in one queue that falls', [queue('a', 251, 2)], 'good'],
  ['1,001 in many', Array.from({ length: 7 }, (_, at) => queue(`${at}`, 143)), 'warn'],
  ['3,001, also while they fall', [queue('a', 3_001, 5)], 'bad'],
] as const)('messages waiting: %s', (_, queues, state) => {
  expect(waitingState(queues)).toBe(state);
});

it('what has no next hop is not counted as waiting for one', () => {
  const queues = [queue('a', 2), queue('Submission', 3), queue('Unreachable', 4), queue('Poison', 5)];
  expect([waitingCount(queues), countIn(queues, 'Poison'), countIn(queues, 'b')]).toEqual([2, 5, 0]);
});

it.each([
  [undefined, 'idle'],
  [15 * 60_000, 'good'],
  [16 * 60_000, 'warn'],
  [4 * 3_600_000 + 1, 'bad'],
])('an oldest message of %d ms', (age, state) => {
  expect(oldestState(age === undefined ? undefined : 1e12 - age, 1e12)).toBe(state);
});

it.each([
  ['nothing is known', [null], [null], [], 'idle'],
  ['nothing happens', [0], [0], [], 'idle'],
  ['what comes goes', [9, null], [9, null], [], 'good'],
  ['five minutes of less than half', [10, 10, 10, 10, 10], [4, 4, 4, 4, 4], [], 'warn'],
  ['four minutes of less than half', [10, 10, 10, 10, 10], [9, 4, 4, 4, 4], [], 'good'],
  ['nothing goes while something waits', [0], [0], [queue('a', 1)], 'bad'],
  [
    'nothing has gone yet of what has just come',
    [0],
    [0],
    [{ ...queue('a', 1), oldestMessageTime: 1e12 }],
    'idle',
  ],
] as const)('flow: %s', (_, accepted, delivered, queues, state) => {
  expect(flowState({ accepted, delivered }, queues, 1e12 + 5_000)).toBe(state);
});

it.each([
  [0, 'idle'],
  [100, 'good'],
  [101, 'warn'],
  [201, 'bad'],
])('Submission with %d', (count, state) => {
  expect(submissionState(count)).toBe(state);
});

it('Poison is worse than Unreachable', () => {
  expect(stuckState({ unreachable: 1, poison: 0 })).toBe('warn');
  expect(stuckState({ unreachable: 0, poison: 1 })).toBe('bad');
});

it('the worst pressure is named, and none where all is well', () => {
  const of = (level: Pressure['level'], resource: string) => ({ level, resource }) as Pressure;
  expect(worstPressure([of('Low', 'a')])).toBeUndefined();
  expect(worstPressure([of('Low', 'a'), of('High', 'b'), of('Medium', 'c')])?.resource).toBe('b');
});
