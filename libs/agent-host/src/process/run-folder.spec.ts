import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { tempDir, type TempDir } from '@mailyard/testing';

import { RunFolder } from './run-folder.js';

let parent: TempDir;
beforeEach(async () => (parent = await tempDir()));
afterEach(() => parent.remove());

/** What a process keeps in its folder. */
async function kept(folder: RunFolder): Promise<void> {
  await mkdir(join(folder.path, 'agent'), { recursive: true });
  await writeFile(join(folder.path, 'agent/1.eml'), 'a message');
}

it('what lives is left alone, and what it has goes with it', async () => {
  const [one, other] = [new RunFolder(parent.path), new RunFolder(parent.path)];
  await kept(one);
  await other.open();
  expect(await readdir(parent.path)).toHaveLength(1);
  await one.remove();
  expect(await readdir(parent.path)).toEqual([]);
  await other.remove();
});

it('what a dead process has left is removed, also when another one has its number', async () => {
  const own = new RunFolder(parent.path);
  const name = own.path.slice(parent.path.length + 1);
  const [, pid = '', started = '', ...rest] = name.split('-');
  const child = spawn('true');
  await once(child, 'exit');
  const dead = ['run', String(child.pid), started, ...rest].join('-');
  const sameNumber = ['run', pid, String(Number(started) + 1), ...rest].join('-');
  const elsewhere = `run-${pid}-${started}-00000000-another-host-1`;
  for (const folder of [dead, sameNumber, elsewhere, '11111111-1111-4111-8111-111111111111']) {
    await mkdir(join(parent.path, folder));
  }
  await own.open();
  // Nobody knows whether a process of another host lives.
  expect(await readdir(parent.path)).toEqual([elsewhere]);
  await own.remove();
});
