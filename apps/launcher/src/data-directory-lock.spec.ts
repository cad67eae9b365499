import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { tempDir } from '@mailyard/testing';

import { lockDataDirectory, lockPorts } from './data-directory-lock.js';

it('gives a data directory to one launcher only', async () => {
  const dir = await tempDir();
  const other = join(dir.path, 'other');
  await mkdir(other);
  expect(await lockDataDirectory(dir.path)).toBe(true);
  expect(await lockDataDirectory(dir.path)).toBe(false);
  expect(await lockDataDirectory(join(other, '..'))).toBe(false);
  expect(await lockDataDirectory(other)).toBe(true);
  await dir.remove();
});

it('gives ports that are shared to one launcher only', async () => {
  const ports = { portOffset: process.pid, bindAddress: '127.0.0.1' };
  expect(await lockPorts(ports)).toBe(true);
  expect(await lockPorts(ports)).toBe(false);
  expect(await lockPorts({ ...ports, bindAddress: '127.0.0.2' })).toBe(true);
});
