import { Degradations } from './degradations.js';
import { silentLog } from './log/log.js';

describe('the degradations of a service', () => {
  const missing = { code: 'mailbox-database-missing', subject: 'DB01', reason: '/srv/DB01 has no marker' };

  it('are logged when they begin and when they end, not in between', () => {
    const lines: string[] = [];
    const log = {
      ...silentLog,
      error: (line: string) => lines.push(line),
      info: (line: string) => lines.push(line),
    };
    const degradations = new Degradations({ log });
    degradations.enter(missing);
    degradations.enter({ ...missing, reason: 'still' });
    degradations.leave(missing.code, 'DB02');
    degradations.leave(missing.code, 'DB01');
    degradations.leave(missing.code, 'DB01');
    expect(lines).toEqual([
      'degraded: mailbox-database-missing DB01: /srv/DB01 has no marker',
      'no longer degraded: mailbox-database-missing DB01',
    ]);
  });

  it('keep their beginning while the reason changes', () => {
    let now = 0;
    const degradations = new Degradations({ now: () => now });
    degradations.enter(missing);
    now = 60_000;
    degradations.enter({ ...missing, reason: 'the disk is gone' });
    expect(degradations.current).toEqual([
      { ...missing, reason: 'the disk is gone', since: '1970-01-01T00:00:00.000Z' },
    ]);
  });

  it('found at a look are all there are of their codes', () => {
    const degradations = new Degradations();
    const retry = { code: 'queue-in-retry', subject: 'DB01', reason: 'connection refused' };
    degradations.enter(missing);
    degradations.found(['queue-in-retry'], [retry, { ...retry, subject: 'DB02' }]);
    degradations.found(['queue-in-retry'], [retry]);
    expect(degradations.current).toMatchObject([missing, retry]);
    degradations.found(['queue-in-retry'], []);
    expect(degradations.current).toMatchObject([missing]);
  });

  it('of very many of a kind some are named for as long as they last, and the others counted', () => {
    const degradations = new Degradations();
    const retries = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => ({
        code: 'queue-in-retry',
        subject: `DB${from + at}`,
        reason: 'connection refused',
      }));
    const subjects = () => degradations.current.map(({ subject }) => subject);
    const found = (...now: ReturnType<typeof retries>) => degradations.found(['queue-in-retry'], now);
    found(...retries(100, 120));
    expect(subjects()).toHaveLength(20);
    // Who was named before stays so, whoever comes.
    found(...retries(0, 10_000));
    expect(subjects()).toEqual([...retries(100, 120).map(({ subject }) => subject), '(others)']);
    expect(degradations.current.at(-1)).toMatchObject({ reason: '9980 more of this kind', count: 9_980 });
    // A place that is free goes to the first of the others.
    found(...retries(0, 119));
    expect(subjects()).toContain('DB0');
    expect(subjects()).not.toContain('DB119');
    found(...retries(0, 1));
    expect(subjects()).toEqual(['DB0']);
  });
});
