import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { tempDir, type TempDir } from '@mailyard/testing';

import { DiskWatch } from './file-disk-watch.js';

const run = promisify(execFile);
// Only root can make a small disk.
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

let dir: TempDir;
beforeEach(async () => {
  dir = await tempDir();
});
afterEach(() => dir.remove());

asRoot('a disk', () => {
  it('is told of before it is full, and no longer when there is room; one disk once', async () => {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', dir.path]);
    const told: string[] = [];
    const troubles = {
      enter: ({ code, subject, reason }: { code: string; subject: string; reason: string }) =>
        void told.push(`${code} ${subject}: ${reason}`),
      leave: (code: string, subject: string) => void told.push(`no more ${code} ${subject}`),
    };
    const paths = [dir.path, join(dir.path, '.'), join(dir.path, 'missing')];
    const watch = new DiskWatch({ paths, troubles, onFault: (error) => told.push(String(error)) });
    try {
      await watch.look();
      expect(told.splice(0)).toEqual([
        `disk-nearly-full ${dir.path}: 400 MB are free; when it is full, mail is refused`,
      ]);
      await run('mount', ['-o', 'remount,size=600m', dir.path]);
      await watch.look();
      expect(told).toEqual([`no more disk-nearly-full ${dir.path}`]);
    } finally {
      await run('umount', [dir.path]);
    }
  });
});
