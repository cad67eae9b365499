import { isProcessCounts, processCount } from './process-counts.js';
import { readSettings } from './settings.js';

describe('MAILYARD_PROCESSES', () => {
  it.each(['1', '8', '32', 'hub-transport=2', 'front-end-transport=2,hub-transport=2,mailbox-delivery=1'])(
    'takes %s',
    (text) => expect(isProcessCounts(text)).toBe(true),
  );

  it.each([
    '0',
    '33',
    '-1',
    '1.5',
    'two',
    '2,2',
    'hub=2',
    'admin-center=2',
    'hub-transport',
    'hub-transport=0',
    'hub-transport=2,',
    'hub-transport=2,hub-transport=3',
    'hub-transport=2=3',
  ])('refuses %s', (text) => {
    expect(() => readSettings({ MAILYARD_PROCESSES: text })).toThrow(
      'MAILYARD_PROCESSES: must be a number from 1 to 32, or such as front-end-transport=2,hub-transport=2',
    );
  });

  it('counts for each service, or for those that it names', () => {
    expect(processCount('hub-transport', '3', 2)).toBe(3);
    expect(processCount('hub-transport', 'front-end-transport=4,hub-transport=2', 2)).toBe(2);
    expect(processCount('front-end-transport', 'front-end-transport=4,hub-transport=2', 2)).toBe(4);
  });

  it.each([
    [1, 1],
    [2, 1],
    [5, 1],
    [6, 2],
    [8, 2],
    [12, 4],
    [64, 8],
  ])('by default: on %i cores %i processes of each', (cores, count) => {
    expect(processCount('mailbox-delivery', undefined, cores)).toBe(count);
    expect(processCount('mailbox-delivery', 'hub-transport=5', cores)).toBe(count);
  });

  it('the web pages are one process', () => {
    expect(processCount('admin-center', '3', 12)).toBe(1);
  });

  it('a process that is not alone shares its ports', () => {
    expect(readSettings({ MAILYARD_PROCESSES: '2' }).sharesPorts).toBe(true);
    expect(readSettings({ MAILYARD_PROCESSES: '1' }).sharesPorts).toBeUndefined();
  });
});
