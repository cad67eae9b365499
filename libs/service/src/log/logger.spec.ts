import { pino } from 'pino';

import { createLogger } from './logger.js';
import { NestLogger } from './nest-logger.js';

describe('the service log', () => {
  it('carries the service, and takes its level', () => {
    const logger = createLogger('hub-transport', { level: 'warn' });
    expect(logger.level).toBe('warn');
    expect(logger.bindings()).toMatchObject({ service: 'hub-transport' });
  });

  it('refuses an unknown level', () => {
    expect(() => createLogger('hub-transport', { level: 'loud' })).toThrow(/level:loud/);
  });
});

describe('Nest’s own words', () => {
  const lines: Record<string, unknown>[] = [];
  const stream = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
  const nest = new NestLogger(pino({ level: 'debug', base: null, timestamp: false }, stream));
  beforeEach(() => lines.splice(0));

  it('about its routine are debug lines', () => {
    nest.log('DirectoryModule dependencies initialized', 'InstanceLoader');
    nest.verbose('not shown', 'InstanceLoader');
    expect(lines).toEqual([
      { level: 20, context: 'InstanceLoader', msg: 'DirectoryModule dependencies initialized' },
    ]);
  });

  it('about a failure keep error, stack and context', () => {
    nest.error('broken', 'Error: broken\n    at x', 'ExceptionHandler');
    nest.error(new Error('worse'));
    expect(lines[0]).toMatchObject({
      level: 50,
      context: 'ExceptionHandler',
      stack: expect.stringContaining('at x'),
      msg: 'broken',
    });
    expect(lines[1]).toMatchObject({ level: 50, msg: 'worse' });
    expect(Object.keys(lines[1] ?? {})).toContain('error');
  });
});
