import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { tempDir, type TempDir } from '@mailyard/testing';

import { adminPassword } from './file-admin-password.js';

describe('the password of the web pages', () => {
  let dir: TempDir;
  let shown: string[];
  const show = (line: string): void => void shown.push(line);

  beforeEach(async () => {
    dir = await tempDir();
    shown = [];
  });
  afterEach(() => dir.remove());

  it('is made at the first start, shown once and kept for its owner only', async () => {
    const dataDir = join(dir.path, 'data');
    const made = await adminPassword({ dataDir }, show);
    expect(made).toMatch(/^[a-z2-9]{20}$/);
    expect(shown).toHaveLength(1);
    expect(shown[0]).toContain(`Password of admin (web pages): ${made}`);
    expect((await stat(join(dataDir, 'admin-password'))).mode & 0o777).toBe(0o600);
    expect(await adminPassword({ dataDir }, show)).toBe(made);
    expect(shown).toHaveLength(1);
  });

  it('is that of the environment when there is one, which is neither shown nor kept', async () => {
    expect(await adminPassword({ dataDir: dir.path, adminPassword: 'given' }, show)).toBe('given');
    expect(shown).toEqual([]);
    expect(await readdir(dir.path)).toEqual([]);
  });
});
