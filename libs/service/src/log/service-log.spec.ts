import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { eventually, tempDir, type TempDir } from '@mailyard/testing';

import { ServiceLog } from './service-log.js';

let dir: TempDir;
let folder: string;
let shown: string;
const logs: ServiceLog[] = [];

function open(): ServiceLog {
  shown = '';
  const console = { write: (line: string) => void (shown += line), flushSync: () => undefined };
  const log = new ServiceLog({ service: 'hub-transport', dataDir: dir.path, level: 'info', console });
  logs.push(log);
  return log;
}

/** Read as it is at this moment. */
function written(): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');
}

beforeEach(async () => {
  dir = await tempDir();
  folder = join(dir.path, 'logs', 'hub-transport', 'Service');
});
afterEach(async () => {
  await Promise.all(logs.splice(0).map((log) => log.close()));
  await dir.remove();
});

describe('the files of the service log', () => {
  it('have the lines of the console, and are not for everybody', async () => {
    const { logger } = open();
    logger.info({ queue: 'DB01' }, 'one');
    logger.debug('below the level');
    logger.warn('two');
    await eventually(() => written() === shown);
    expect(
      shown
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { msg: string }).msg),
    ).toEqual(['one', 'two']);
    const [name] = readdirSync(folder);
    expect(name).toMatch(/^SERVICE\d{8}-1\.log$/);
    expect((await stat(join(folder, name ?? ''))).mode & 0o777).toBe(0o640);
  });

  it('have a fatal line, and those before it, before anything else happens', () => {
    const { logger } = open();
    logger.info('before');
    logger.fatal('the end');
    expect(written()).toBe(shown);
    expect(shown).toContain('the end');
  });

  it('show a warning at once, behind the lines that could wait', () => {
    const { logger } = open();
    logger.info('before');
    expect(shown).toBe('');
    logger.warn('look');
    expect(shown).toMatch(/before.*\n.*look/);
  });

  it('that cannot be written keep nobody from logging; who is to know hears of it, and of its end', async () => {
    // A file in the place of the folder fails every write, for root as well.
    await mkdir(join(folder, '..'), { recursive: true });
    await writeFile(folder, '');
    const log = open();
    log.logger.info('lost');
    await eventually(() => shown.includes('cannot be written'));
    const told: string[] = [];
    log.reportTo({
      enter: ({ code, subject, reason }) => void told.push(`${code} ${subject}: ${reason}`),
      leave: (code, subject) => void told.push(`no more ${code} ${subject}`),
    });
    expect(told).toEqual([expect.stringMatching(/^log-lines-lost service log: .*Service cannot be written/)]);
    await rm(folder);
    log.logger.info('goes on');
    await eventually(() => told.length === 2);
    expect(told[1]).toBe('no more log-lines-lost service log');
    expect(written()).toContain('goes on');
  });
});

it.each([
  [
    'an error that nobody caught',
    "() => { setImmediate(() => { throw new Error('unforeseen') }); }",
    'unforeseen',
  ],
  ['a start that failed', "() => { throw new Error('unforeseen') }", 'cannot start'],
  [
    'an end of its own accord',
    "({ logger }) => { logger.info('the last word'); process.exit(0); }",
    'the last word',
  ],
])('a process that ends by %s has its last line in the file', async (_, start, last) => {
  const script = `import { startService } from '@mailyard/service/nest'; await startService('hub-transport', async ${start.replace(/^async /, '')});`;
  const env = { ...process.env, MAILYARD_DATA_DIR: dir.path };
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env });
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  expect(stdout).toContain(last);
  expect(written()).toBe(stdout);
});
