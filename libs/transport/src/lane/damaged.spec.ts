import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { poisonQueue, ServerKeys, submissionQueue } from '@mailyard/queue';
import { eventually } from '@mailyard/testing';
import { Queue } from 'bullmq';

import { recipient, type TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

const alice = recipient('alice@contoso.com');
const keys = new ServerKeys('MBX01');
const large = 'Large body, line after line\r\n'.repeat(1_000);

let site: TestSite;

beforeEach(async () => {
  site = await TestSite.start({ QueueGlitchRetryInterval: 50, MessageRetryInterval: 50 });
});
afterEach(() => site.stop());

interface Stored {
  readonly id: string;
  readonly item: string;
  /** Of its large content. */
  readonly file: string;
}

async function stored(): Promise<Stored> {
  const [id = ''] = await site.redis.client().zrange(keys.items, '0', '-1');
  const files = await readdir(site.directory.path, { recursive: true });
  const file = files.find((path) => path.endsWith(id)) ?? '';
  return { id, item: keys.item(id), file: join(site.directory.path, file) };
}

async function setAsideAs(reason: string): Promise<void> {
  await eventually(async () => {
    expect(await site.redis.client().llen(keys.ofQueue(poisonQueue, 'wait'))).toBe(1);
  });
  const { id, item } = await stored();
  expect(String(await site.redis.client().hget(item, 'copy:0'))).toMatch(new RegExp(reason));
  expect(await site.redis.client().hget(keys.ofQueue(poisonQueue, 'meta'), 'paused')).toBe('1');
  expect(id).not.toBe('');
}

describe('what is stored is compared with what was recorded', () => {
  it.each<[string, string, (message: Stored) => Promise<unknown>, string]>([
    ['a file of half its length', large, ({ file }) => truncate(file, large.length / 2), 'octets instead of'],
    [
      'a file with other octets',
      large,
      ({ file }) => writeFile(file, large.replace('Large', 'Worse')),
      'changed',
    ],
    ['a file that is too long', large, ({ file }) => writeFile(file, `${large}x`), 'octets instead of'],
    ['a missing file', large, ({ file }) => rm(file), 'content is missing'],
    [
      'a shorter value',
      'Body\r\n',
      ({ item }) => site.redis.client().hset(item, 'content', 'Bo'),
      'instead of',
    ],
    [
      'a value with other octets',
      'Body\r\n',
      ({ item }) => site.redis.client().hset(item, 'content', 'Bawdy\r'),
      'octets',
    ],
    [
      'a missing value',
      'Body\r\n',
      ({ item }) => site.redis.client().hdel(item, 'content'),
      'content is missing',
    ],
    [
      'another header',
      'Body\r\n',
      ({ item }) => site.redis.client().hset(item, 'header', 'To: x\r\n\r\n'),
      'header',
    ],
    ['a missing header', 'Body\r\n', ({ item }) => site.redis.client().hdel(item, 'header'), 'missing'],
    [
      'an envelope that is no JSON',
      'Body\r\n',
      ({ item }) => site.redis.client().hset(item, 'message', '{'),
      'read',
    ],
    [
      'an empty envelope',
      'Body\r\n',
      ({ item }) => site.redis.client().hset(item, 'message', '{}'),
      'incomplete',
    ],
    [
      'a copy that is no JSON',
      'Body\r\n',
      ({ item }) => site.redis.client().hset(item, 'copy:0', '{'),
      'differ|cannot be read',
    ],
  ])('%s: the message goes to the Poison queue, not to a mailbox', async (_, body, damage, reason) => {
    const hub = await site.openHub();
    await hub.submit([alice], { body });
    // Another hub, which has nothing of it in memory.
    const other = await site.openHub();
    await damage(await stored());
    await other.start();
    await setAsideAs(reason);
    expect(site.sink.delivered).toEqual([]);
    expect(other.faults.map(String).filter((fault) => fault.includes('set aside'))).toHaveLength(1);
  });

  it('a job that says something else than its copy', async () => {
    const hub = await site.openHub();
    await hub.submit([alice]);
    const { id } = await stored();
    const job = keys.ofQueue(submissionQueue, `${id}-0`);
    const data = String(await site.redis.client().hget(job, 'data'));
    await site.redis.client().hset(job, 'data', data.replace('"recipients":1', '"recipients":2'));
    await hub.start();
    await setAsideAs('differ');
    expect(site.sink.delivered).toEqual([]);
  });
});

describe('the Poison queue', () => {
  async function damagedFile(hub: TestHub): Promise<void> {
    await hub.submit([alice], { body: large });
    const { file } = await stored();
    await writeFile(`${file}.kept`, await readFile(file));
    await truncate(file, 100);
    await hub.start();
    await setAsideAs('octets instead of');
  }

  it('is tried again when an administrator resumes it', async () => {
    const hub = await site.openHub();
    await damagedFile(hub);
    const { file } = await stored();
    await writeFile(file, await readFile(`${file}.kept`));
    const bull = new Queue(poisonQueue, { connection: site.redis.client(), prefix: keys.prefix });
    await bull.resume();
    await hub.emptied();
    expect(site.sink.delivered).toEqual(['alice@contoso.com']);
    await bull.close();
  });

  it('keeps its messages beyond their expiry, and tells no sender of a delay', async () => {
    const hub = await site.openHub();
    await damagedFile(hub);
    const { id } = await stored();
    await site.redis.client().zadd(keys.items, '1', id);
    await hub.service.ages.sweep();
    await hub.service.ages.sweep();
    expect(await site.redis.client().exists(keys.item(id))).toBe(1);
    expect(hub.counts.dsn).toBe(0);
  });

  it('takes what has expired and cannot be reported', async () => {
    const hub = await site.openHub();
    await hub.submit([alice], { body: large });
    const { id, item } = await stored();
    await site.redis.client().hset(item, 'message', '{');
    await site.redis.client().zadd(keys.items, '1', id);
    await hub.service.ages.sweep();
    await setAsideAs('cannot be read');
    const faults = hub.faults.length;
    await hub.service.ages.sweep();
    expect(hub.faults).toHaveLength(faults);
  });
});
