import { chmod, mkdir, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { tempDir, type TempDir } from '@mailyard/testing';

import { restrictDataDirectory } from './file-data-directory.js';

let dir: TempDir;
let warnings: string[];
const log = { warn: (line: string) => void warnings.push(line) };

beforeEach(async () => {
  dir = await tempDir();
  warnings = [];
});
afterEach(() => dir.remove());

/** As a start with the umask of everybody's shell has left it, or one before it. */
async function make(name: string, mode = 0o644): Promise<void> {
  const path = join(dir.path, name);
  await mkdir(dirname(path), { recursive: true, mode: 0o755 });
  await writeFile(path, 'x');
  await chmod(path, mode);
}

async function modeOf(name: string): Promise<string> {
  return ((await stat(join(dir.path, name))).mode & 0o7777).toString(8);
}

it.each([
  ['.', '750'],
  ['logs', '750'],
  ['logs/hub-transport/Service', '750'],
  ['logs/hub-transport/Service/S.log', '640'],
  ['pki', '700'],
  ['pki/certificates/mail.key', '600'],
  ['redis/appendonlydir', '700'],
  ['redis/appendonlydir/a.aof', '600'],
  ['admin-password', '600'],
  ['mailboxes/DB01/alice/new', '700'],
  ['mailboxes/DB01/alice/new/1', '600'],
  ['queue/MBX01/00/c', '600'],
])('corrects what an earlier start left open: %s is %s', async (name, mode) => {
  await make('logs/hub-transport/Service/S.log', 0o600);
  await make('pki/certificates/mail.key', 0o666);
  await make('redis/appendonlydir/a.aof');
  await make('admin-password');
  await make('mailboxes/DB01/alice/new/1');
  await make('queue/MBX01/00/c');
  await chmod(dir.path, 0o755);
  await restrictDataDirectory(dir.path, log);
  expect(await modeOf(name)).toBe(mode);
  expect(warnings).toEqual([]);
});

it('follows no link out of the data directory', async () => {
  const outside = await tempDir();
  await writeFile(join(outside.path, 'file'), 'x');
  await chmod(join(outside.path, 'file'), 0o644);
  await mkdir(join(dir.path, 'pki'));
  await symlink(outside.path, join(dir.path, 'pki/folder'));
  await symlink(join(outside.path, 'file'), join(dir.path, 'pki/file'));
  await restrictDataDirectory(dir.path, log);
  expect((await stat(join(outside.path, 'file'))).mode & 0o777).toBe(0o644);
  await outside.remove();
});

it('a data directory that is not there yet is no trouble', async () => {
  await restrictDataDirectory(join(dir.path, 'later'), log);
  expect(warnings).toEqual([]);
});
