import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { tempDir, type TempDir } from '@mailyard/testing';

import { passwords } from './passwords.js';

describe('passwords of the first start', () => {
  let dir: TempDir;
  beforeEach(async () => {
    dir = await tempDir();
  });
  afterEach(() => dir.remove());

  it('are made once: the admin password is kept for its owner only, the demo password is not kept', async () => {
    const first = await passwords({}, dir.path);
    expect(first.env['MAILYARD_ADMIN_PASSWORD']).toMatch(/^[a-z2-9]{20}$/);
    expect(first.env['MAILYARD_DEMO_PASSWORD']).toMatch(/^[a-z2-9]{20}$/);
    expect((await stat(join(dir.path, 'admin-password'))).mode & 0o777).toBe(0o600);
    await mkdir(join(dir.path, 'redis'));

    const second = await passwords({}, dir.path);
    expect(second.env).toEqual({ MAILYARD_ADMIN_PASSWORD: first.env['MAILYARD_ADMIN_PASSWORD'] });
    expect(second.notes.join()).not.toContain(first.env['MAILYARD_ADMIN_PASSWORD']);
  });

  it('are those of the environment, which are neither shown nor kept', async () => {
    const given = { MAILYARD_ADMIN_PASSWORD: 'given-1', MAILYARD_DEMO_PASSWORD: 'given-2' };
    const { env, notes } = await passwords(given, dir.path);
    expect(env).toEqual({});
    expect(notes.join()).not.toContain('given-');
    await expect(readFile(join(dir.path, 'admin-password'))).rejects.toThrow('ENOENT');
  });
});
