import { eventually } from '@mailyard/testing';

import { PeriodicTask } from './periodic-task.js';

describe('a periodic task', () => {
  it('runs once at a time, however long that takes', async () => {
    let [begun, rounds] = [0, 0];
    const { promise: stuck, resolve: goOn } = Promise.withResolvers<void>();
    const task = new PeriodicTask(
      () => {
        begun += 1;
        return stuck;
      },
      () => undefined,
    );
    const clock = setInterval(() => (rounds += 1), 1);
    task.start(1);
    await eventually(() => rounds > 20);
    clearInterval(clock);
    expect(begun).toBe(1);
    goOn();
    await eventually(() => begun > 2);
    await task.stop();
  });

  it('goes on after a fault, and tells it', async () => {
    const faults: unknown[] = [];
    const task = new PeriodicTask(
      () => Promise.reject(new Error('away')),
      (error) => faults.push(error),
    );
    task.start(1);
    await eventually(() => faults.length > 1);
    await task.stop();
    expect(String(faults[0])).toBe('Error: away');
  });

  it('that stops waits for what is under way, and does no more', async () => {
    let [begun, ended] = [0, 0];
    const { promise: stuck, resolve: goOn } = Promise.withResolvers<void>();
    const task = new PeriodicTask(
      async () => {
        begun += 1;
        await stuck;
        ended += 1;
      },
      () => undefined,
    );
    void task.now();
    const stopped = task.stop().then(() => [begun, ended]);
    goOn();
    expect(await stopped).toEqual([1, 1]);
  });
});
