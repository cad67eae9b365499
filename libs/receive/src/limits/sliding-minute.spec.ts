import { SlidingMinute } from './sliding-minute.js';

let now = 1_000_000;
const at = (seconds: number): void => {
  now = 1_000_000 + seconds * 1000;
};

describe('what happened within the last minute', () => {
  it.each<[number, number]>([
    [0, 12],
    [59, 12],
    // What is left of the minute before counts in part.
    [60, 12],
    [75, 9],
    [119, 0.2],
    [120, 0],
    [1000, 0],
  ])('12 times at once count after %i s as %d', (seconds, count) => {
    at(0);
    const minute = new SlidingMinute(() => now);
    minute.add('a', 12);
    at(seconds);
    expect(minute.count('a')).toBeCloseTo(count);
    expect(minute.count('b')).toBe(0);
  });

  it('knows 100,000 keys and no more, so that nobody can fill the memory', () => {
    at(0);
    const minute = new SlidingMinute(() => now);
    for (let key = 0; key <= 100_000; key += 1) minute.add(String(key));
    minute.add('0');
    expect(['0', '99999', '100000'].map((key) => minute.count(key))).toEqual([2, 1, 0]);
  });

  it('can be learnt from another one, as often as it is told', () => {
    at(0);
    const [minute, learner] = [new SlidingMinute(() => now), new SlidingMinute(() => now)];
    minute.add('a', 4);
    at(30);
    const counts = minute.counts();
    learner.add('a', 1);
    for (let told = 0; told < 3; told += 1) learner.learn(counts);
    expect(learner.count('a')).toBeGreaterThan(3);
    expect(learner.count('a')).toBeLessThanOrEqual(4);
    at(120);
    expect(learner.count('a')).toBeLessThan(1);
  });

  it('adds up over the end of a minute', () => {
    at(0);
    const minute = new SlidingMinute(() => now);
    minute.add('a', 4);
    at(90);
    minute.add('a');
    expect(minute.count('a')).toBeCloseTo(3);
    at(150);
    expect(minute.count('a')).toBeCloseTo(0.5);
  });
});
