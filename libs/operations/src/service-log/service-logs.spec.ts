import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { tempDir, type TempDir } from '@mailyard/testing';

import { TestServer } from '../spec-support/test-server.js';
import { lastLogLines } from './file-service-logs.js';
import { getServiceLog } from './get-service-log.js';
import { parseServiceLine } from './service-line.js';

let dir: TempDir;
beforeEach(async () => (dir = await tempDir()));
afterEach(() => dir.remove());

const line = (pid: number, msg: string, more: object = {}) =>
  JSON.stringify({
    level: 'warn',
    service: 'hub-transport',
    pid,
    time: '2026-11-30T18:00:00.000Z',
    ...more,
    msg,
  });

async function written(name: string, lines: readonly string[], at: number): Promise<void> {
  const folder = join(dir.path, 'logs/hub-transport/Service');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), `${lines.join('\n')}\n`);
  await utimes(join(folder, name), at, at);
}

it('the last lines of one process are told, across the end of a file; of others none', async () => {
  await written('SERVICE20261129-1.log', [line(1, 'too old')], 100);
  await written('SERVICE20261129-2.log', [line(1, 'first'), line(2, 'of another one')], 200);
  await written('SERVICE20261130-1.log', [line(1, 'second'), line(1, 'third'), '{"level":"wa'], 300);
  const process = { service: 'hub-transport', pid: 1 };
  const told = async (limit: number) =>
    (await lastLogLines(dir.path, process, limit)).map(({ message }) => message);
  expect(await told(3)).toEqual(['first', 'second', 'third']);
  expect(await told(1)).toEqual(['third']);
  expect(await lastLogLines(dir.path, { ...process, service: 'mailbox-delivery' }, 10)).toEqual([]);
});

it('of a file that has grown large the end is read, in whole lines', async () => {
  const many = Array.from({ length: 4_000 }, (_, at) => line(1, `line ${at} ${'x'.repeat(80)}`));
  await written('SERVICE20261130-1.log', many, 300);
  const lines = await lastLogLines(dir.path, { service: 'hub-transport', pid: 1 }, 500);
  expect(lines).toHaveLength(500);
  expect(lines.at(-1)?.message).toMatch(/^line 3999 /);
});

it('what was said besides is told as it is', () => {
  expect(parseServiceLine(line(1, 'no queue', { queue: 'DB01' }), 1)).toEqual({
    time: '2026-11-30T18:00:00.000Z',
    level: 'warn',
    message: 'no queue',
    details: '{"queue":"DB01"}',
  });
  expect(parseServiceLine('no JSON', 1)).toBeUndefined();
});

it('only a process that runs has a log here, and one of another machine has none', async () => {
  const test = await TestServer.start();
  try {
    const here = await test.announced({ host: hostname() });
    const there = await test.announced({ host: 'hub-9' });
    expect(await test.order(getServiceLog, { process: here.id })).toEqual({
      host: hostname(),
      isHere: true,
      lines: [],
    });
    expect(await test.order(getServiceLog, { process: there.id })).toMatchObject({
      isHere: false,
      lines: [],
    });
    await expect(test.order(getServiceLog, { process: '../../etc' })).rejects.toThrow(
      'no process ../../etc runs',
    );
  } finally {
    await test.stop();
  }
}, 30_000);
