import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { tempDir } from '@mailyard/testing';

import { lockDataDirectory } from './data-directory-lock.js';

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
