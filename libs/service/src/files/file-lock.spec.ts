import { spawnSync } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { tempDir, type TempDir } from '@mailyard/testing';

import { withFileLock } from './file-lock.js';

const options = { deadlineMs: 5_000, staleMs: 60_000 };
let directory: TempDir;
let path: string;

beforeEach(async () => {
  directory = await tempDir();
  path = join(directory.path, 'lock');
});
afterEach(() => directory.remove());

it('lets one in at a time and leaves nothing behind', async () => {
  let inside = 0;
  let most = 0;
  const enter = (): Promise<void> =>
    withFileLock(path, options, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await writeFile(join(directory.path, 'work'), '');
      inside -= 1;
    });
  await Promise.all(Array.from({ length: 10 }, enter));
  expect(most).toBe(1);
  expect(await readdir(directory.path)).toEqual(['work']);
});

it('is released when the work fails', async () => {
  await expect(withFileLock(path, options, () => Promise.reject(new Error('broken')))).rejects.toThrow(
    'broken',
  );
  expect(await withFileLock(path, options, () => Promise.resolve(1))).toBe(1);
});

it('is taken over at once from a process of this machine that has died', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  await writeFile(path, `${hostname()} ${pid} token`);
  expect(await withFileLock(path, options, () => Promise.resolve(1))).toBe(1);
});

it('is taken over from another machine when it has not changed for long', async () => {
  await writeFile(path, 'other-host 1 token');
  const started = performance.now();
  await withFileLock(path, { deadlineMs: 5_000, staleMs: 200 }, () => Promise.resolve());
  expect(performance.now() - started).toBeGreaterThan(199);
});

it('is not taken from a living holder, whom the error names', async () => {
  const token = `${hostname()} ${process.pid} token`;
  await writeFile(path, token);
  const attempt = withFileLock(path, { deadlineMs: 100, staleMs: 60_000 }, () => Promise.resolve());
  await expect(attempt).rejects.toThrow(`held by ${token}`);
});
