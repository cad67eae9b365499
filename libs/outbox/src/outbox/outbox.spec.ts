import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { tempDir, type TempDir } from '@mailyard/testing';

import { NoFile, Outbox, type WaitingMessage } from './outbox.js';

let directory: TempDir;
let outbox: Outbox;

beforeEach(async () => {
  directory = await tempDir('mailyard-outbox');
  outbox = new Outbox(directory.path);
  await outbox.make();
});
afterEach(() => directory.remove());

const path = (...parts: readonly string[]): string => join(directory.path, ...parts);
const put = (folder: 'new' | 'cur', file: string): Promise<void> =>
  writeFile(path('.Outbox', folder, file), 'Subject: x\n\n');
const names = async (): Promise<readonly string[]> => (await outbox.waiting()).map(({ unique }) => unique);

async function first(): Promise<WaitingMessage> {
  const [message] = await outbox.waiting();
  if (message === undefined) throw new Error('the Outbox is empty');
  return message;
}

it('has what is in new and cur, in the order of its coming, but drafts and what is trashed', async () => {
  await put('cur', '20.b:2,S');
  await put('new', '100.c');
  await put('new', '3.a');
  await put('cur', '1.draft:2,DS');
  await put('cur', '2.trashed:2,ST');
  await put('new', '.hidden');
  await writeFile(path('.Outbox/tmp/4.unfinished'), '');
  expect(await names()).toEqual(['3.a', '20.b', '100.c']);
});

it('is made with what Maildir++ wants, for its owner alone, and once', async () => {
  await outbox.make();
  expect((await readdir(path('.Outbox'))).toSorted()).toEqual(['cur', 'maildirfolder', 'new', 'tmp']);
});

it.each(['Sent', 'Drafts'] as const)('what is moved to %s is there alone', async (destination) => {
  await put('new', '1.a');
  expect(await outbox.move(await first(), destination)).toBe(true);
  expect(await readdir(path(`.${destination}`, 'cur'))).toEqual([`1.a:2,${destination[0]}`]);
  expect(await names()).toEqual([]);
});

it('what a mail program has given other flags meanwhile is moved all the same', async () => {
  await put('new', '1.a');
  const message = await first();
  await rename(path('.Outbox/new/1.a'), path('.Outbox/cur/1.a:2,FS'));
  expect(await outbox.move(message, 'Sent')).toBe(true);
  expect(await readdir(path('.Sent/cur'))).toEqual(['1.a:2,S']);
});

it('what was sent before under the same name stays', async () => {
  for (let count = 0; count < 3; count += 1) {
    await put('new', '1.a');
    expect(await outbox.move(await first(), 'Sent')).toBe(true);
  }
  expect((await readdir(path('.Sent/cur'))).toSorted()).toEqual(['1.a.2:2,S', '1.a.3:2,S', '1.a:2,S']);
});

it('what is not there any more is moved by nobody', async () => {
  await put('new', '1.a');
  const message = await first();
  await rm(path('.Outbox/new/1.a'));
  expect(await outbox.open(message)).toBeUndefined();
  expect(await outbox.move(message, 'Sent')).toBe(false);
});

it('a link, and a folder, are no messages', async () => {
  await writeFile(path('secret'), 'secret');
  await symlink(path('secret'), path('.Outbox/new/1.link'));
  await expect(outbox.open(await first())).rejects.toBeInstanceOf(NoFile);
  await rm(path('.Outbox/new/1.link'));
  await mkdir(path('.Outbox/new/2.folder'));
  await expect(outbox.open(await first())).rejects.toBeInstanceOf(NoFile);
});

it('an Outbox that is a link has nothing', async () => {
  await put('new', '1.a');
  await rename(path('.Outbox'), path('elsewhere'));
  await symlink(path('elsewhere'), path('.Outbox'));
  expect(await names()).toEqual([]);
});
