import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { tempDir, type TempDir } from '@mailyard/testing';

import { NodeHost, nobody } from './node-host.js';
import { Style } from './terminal/style.js';

let dir: TempDir;
beforeAll(async () => (dir = await tempDir('mailyard-node-host')));
afterAll(() => dir.remove());

const host = new NodeHost(new Style(false), nobody, { folder: '/', server: 'MBX01' });
const secret = Buffer.from('a secret');
const whole = { append: false } as const;
const modeOf = async (file: string) => (await stat(file)).mode & 0o777;

it('a new file of octets is for its owner alone', async () => {
  const file = join(dir.path, 'new');
  await host.writeBytes(file, secret, whole);
  expect([await modeOf(file), await readFile(file)]).toEqual([0o600, secret]);
});

it('and so is one that everybody could read before, and that was longer', async () => {
  const file = join(dir.path, 'known');
  await writeFile(file, 'what was here is not secret');
  await chmod(file, 0o666);
  await host.writeBytes(file, secret, whole);
  expect([await modeOf(file), await readFile(file)]).toEqual([0o600, secret]);
});

it('what is appended does not open it again', async () => {
  const file = join(dir.path, 'appended');
  await host.writeBytes(file, secret, whole);
  await host.writeBytes(file, secret, { append: true });
  expect([await modeOf(file), await readFile(file, 'utf8')]).toEqual([0o600, 'a secreta secret']);
});

it('the computer is the server whose shell it is', () => {
  expect(host.environment('COMPUTERNAME')).toBe('MBX01');
});

it('a device stays as it is', async () => {
  const before = await modeOf('/dev/null');
  await host.writeBytes('/dev/null', secret, whole);
  expect(await modeOf('/dev/null')).toBe(before);
});
