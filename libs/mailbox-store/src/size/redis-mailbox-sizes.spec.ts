import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { silentLog } from '@mailyard/service';
import { startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';

import { MailboxStore } from '../mailbox-store.js';
import { askMailboxSize, MailboxSizeAnswers, MailboxSizeUnknown } from './redis-mailbox-sizes.js';

let redis: TestRedis;
let directory: TempDir;
beforeAll(async () => {
  redis = await startRedis();
  directory = await tempDir();
});
afterAll(() => Promise.all([redis.stop(), directory.remove()]));

const open: MailboxSizeAnswers[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

/** The Mailbox Delivery of a server, one of its replicas. */
async function answers(server: string, sizeOf: (name: string) => Promise<{ items: number; bytes: number }>) {
  const made = new MailboxSizeAnswers({
    redis: redis.client(),
    server,
    log: silentLog,
    sizeOf: ({ name }) => sizeOf(name),
  });
  open.push(made);
  await made.open();
}

const alice = { database: 'DB01', name: 'alice' };

it('Get-MailboxStatistics: the server that has the disk says how large a mailbox is', async () => {
  const store = new MailboxStore({ root: directory.path });
  await answers('MBX01', (name) => store.size({ database: 'DB01', name }));
  for (const [part, name, octets] of [
    ['new', '1', 10],
    ['cur', '2:2,S', 32],
    ['tmp', '3', 64],
  ] as const) {
    const folder = join(directory.path, 'DB01/alice', part);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), 'x'.repeat(octets));
  }
  const ask = (name: string) => askMailboxSize(redis.client(), 'mbx01', { database: 'DB01', name });
  expect(await ask('alice')).toEqual({ items: 2, bytes: 42 });
  expect(await ask('nobody yet')).toEqual({ items: 0, bytes: 0 });
});

it('of its replicas one looks', async () => {
  let looks = 0;
  const look = (): Promise<{ items: number; bytes: number }> => {
    looks += 1;
    return Promise.resolve({ items: 1, bytes: looks });
  };
  await answers('MBX02', look);
  await answers('MBX02', look);
  expect(await askMailboxSize(redis.client(), 'MBX02', alice)).toEqual({ items: 1, bytes: 1 });
  expect(await askMailboxSize(redis.client(), 'MBX02', alice)).toEqual({ items: 1, bytes: 2 });
});

it('a server where none runs is told at once; a database that is not there is not an empty one', async () => {
  await expect(askMailboxSize(redis.client(), 'MBX03', alice)).rejects.toThrow(
    new MailboxSizeUnknown('no Mailbox Delivery of MBX03 runs'),
  );
  await answers('MBX03', () => Promise.reject(new Error('the volume of DB01 is missing')));
  await expect(askMailboxSize(redis.client(), 'MBX03', alice)).rejects.toThrow(
    new MailboxSizeUnknown('the volume of DB01 is missing'),
  );
});
