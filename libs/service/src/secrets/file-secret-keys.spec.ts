import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { tempDir, type TempDir } from '@mailyard/testing';

import { SecretKeys } from './file-secret-keys.js';

let directory: TempDir;
let folder: string;

beforeEach(async () => {
  directory = await tempDir();
  folder = join(directory.path, 'secrets');
});
afterEach(() => directory.remove());

const ofConnector = 'SendConnectors/1/SealedPassword';

async function sealed(secret = 'Pa55word!', boundTo = ofConnector) {
  const keys = new SecretKeys(folder);
  await keys.ensure();
  return { keys, text: await keys.seal(secret, boundTo) };
}

it('opens what was sealed, in another process as well', async () => {
  const { text } = await sealed('Pä55 wörd');
  const opened = await new SecretKeys(folder).open(text, ofConnector);
  expect(opened).toEqual({ kind: 'opened', secret: 'Pä55 wörd' });
});

it('the same secret is another text each time, and none shows it', async () => {
  const { keys, text } = await sealed();
  expect(await keys.seal('Pa55word!', ofConnector)).not.toBe(text);
  expect(Buffer.from(text.split('.')[2] ?? '', 'base64url').includes('Pa55word!')).toBe(false);
});

it.each([
  ['of another connector', (text: string) => text, 'SendConnectors/2/SealedPassword'],
  ['whose end was changed', (text: string) => `${text.slice(0, -2)}AA`, ofConnector],
  ['that was cut off', (text: string) => text.slice(0, 30), ofConnector],
  ['that is none', () => 'Pa55word!', ofConnector],
])('does not open one %s', async (_, change, boundTo) => {
  const { keys, text } = await sealed('Pa55word!-');
  expect(await keys.open(change(text), boundTo)).toMatchObject({ kind: 'closed' });
});

it('seals with the newest key and opens with all of them', async () => {
  const { keys, text } = await sealed();
  const another = new SecretKeys(folder);
  await another.open(text, ofConnector);
  await keys.rotate();
  const newer = await keys.seal('Pa55word!', ofConnector);
  expect(newer.split('.')[1]).not.toBe(text.split('.')[1]);
  for (const each of [text, newer]) {
    expect(await another.open(each, ofConnector)).toMatchObject({ kind: 'opened' });
  }
  expect(await keys.forgetOlder()).toBe(1);
  const rest = new SecretKeys(folder);
  expect(await rest.open(newer, ofConnector)).toMatchObject({ kind: 'opened' });
  expect(await rest.open(text, ofConnector)).toEqual({
    kind: 'closed',
    reason: `the key ${text.split('.')[1]} is not in ${keys.file}`,
  });
});

it('of processes that begin together one makes the key', async () => {
  const others = Array.from({ length: 8 }, () => new SecretKeys(folder));
  await Promise.all(others.map((keys) => keys.ensure()));
  const content = JSON.parse(await readFile(join(folder, 'keys.json'), 'utf8')) as {
    readonly keys: object[];
  };
  expect(content.keys).toHaveLength(1);
});

it('nobody else can read the keys', async () => {
  const { keys } = await sealed();
  const modes = await Promise.all([folder, keys.file].map(async (path) => (await stat(path)).mode & 0o777));
  expect(modes).toEqual([0o700, 0o600]);
});

it('a file that is missing is told, and nothing is made in its place', async () => {
  const { keys, text } = await sealed();
  await rm(keys.file);
  const later = new SecretKeys(folder);
  expect(await later.open(text, ofConnector)).toMatchObject({ kind: 'closed' });
  await expect(later.seal('x', ofConnector)).rejects.toThrow(`there is no ${keys.file}`);
  expect(await later.exist()).toBe(false);
});

it('what a broken file has in it is told to nobody', async () => {
  const { keys } = await sealed();
  await writeFile(keys.file, '{ "keys": [{ "key": "c2VjcmV0" }');
  await expect(new SecretKeys(folder).seal('x', ofConnector)).rejects.toThrow(
    `${keys.file} has no keys that can be used`,
  );
});
