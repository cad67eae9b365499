import { connectRedis, silentLog } from '@mailyard/service';
import { eventually, startRedis, type TestRedis } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import { exampleInput, written } from '../spec-support/example-organization.js';
import { Directory } from './directory.js';
import { directoryKeys, RedisDirectoryStore } from './redis-directory-store.js';

const { revision, position, objects, changes } = directoryKeys;

let server: TestRedis;
let redis: Redis;
const opened: Directory[] = [];

beforeAll(async () => {
  server = await startRedis();
});
beforeEach(async () => {
  redis = connectRedis({ redisUrl: server.url }, { role: 'worker' });
  await redis.flushall();
});
afterEach(() => {
  for (const directory of opened.splice(0)) directory.close();
  redis.disconnect();
});
afterAll(() => server.stop());

const mailbox = (name: string) => written({ Name: name, PrimarySmtpAddress: `${name}@contoso.com` }) as never;

async function open(): Promise<Directory> {
  const directory = await Directory.open({ redis, recheckMs: 20 });
  opened.push(directory);
  return directory;
}

/** The same object each time, with another text. */
const change = (text: string, field = 'Kind/1') => ({ put: new Map([[field, { text }]]), remove: [] });

async function calls(command: string): Promise<number> {
  const stats = await redis.info('commandstats');
  return Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
}

/** As a replica has it that takes over before the last changes reached it. */
async function takeOverAt(work: () => Promise<unknown>): Promise<void> {
  const keys = [revision, position, objects, changes];
  const kept = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
  await work();
  // At one moment: nobody may see half of either.
  const takeOver = redis.multi();
  for (const [index, value] of kept.entries()) {
    takeOver.del(keys[index] ?? '');
    if (value !== null) takeOver.restore(keys[index] ?? '', 0, value);
  }
  await takeOver.exec();
}

describe('the feed', () => {
  it('names what several changes touched, each object once and as it is now', async () => {
    const store = new RedisDirectoryStore(redis);
    const start = (await store.commit('0-0', change('one'))) ?? '';
    const second = (await store.commit(start, change('two'))) ?? '';
    const third = (await store.commit(second, change('other', 'Kind/2'))) ?? '';
    const fourth = await store.commit(third, {
      put: new Map([['Kind/1', { text: 'three' }]]),
      remove: ['Kind/2'],
    });
    expect(await store.changesSince(start)).toEqual({
      position: fourth,
      documents: new Map([
        ['Kind/1', '{"revision":4,"object":{"text":"three"}}'],
        ['Kind/2', null],
      ]),
    });
    expect(await store.changesSince(fourth ?? '')).toEqual({ position: fourth, documents: new Map() });
  });

  it('does not lead from where it was cut off, nor through a change of everything', async () => {
    const store = new RedisDirectoryStore(redis);
    const start = (await store.commit('0-0', change('one'))) ?? '';
    const second = (await store.commit(start, change('two'))) ?? '';
    await redis.xtrim(changes, 'MAXLEN', 1);
    expect(await store.changesSince(start)).toBeUndefined();
    const many = new Map(Array.from({ length: 1000 }, (_, index) => [`Kind/${index}`, {}]));
    const third = await store.commit(second, { put: many, remove: [] });
    expect(await store.changesSince(second)).toBeUndefined();
    expect((await store.read()).documents.size).toBe(1000);
    expect((await store.changesSince(third ?? ''))?.documents.size).toBe(0);
  });

  it('is not written to from a position that another history left', async () => {
    const store = new RedisDirectoryStore(redis);
    const start = (await store.commit('0-0', change('one'))) ?? '';
    let lost: string | undefined;
    await takeOverAt(async () => {
      lost = await store.commit(start, change('lost'));
    });
    const kept = await store.commit(start, change('kept'));
    expect(kept).not.toBe(lost);
    expect(await store.commit(lost ?? '', change('on top of what is lost'))).toBeUndefined();
    expect(await store.changesSince(lost ?? '')).toBeUndefined();
  });
});

describe('who follows', () => {
  it('reads the objects that changed and no others', async () => {
    const [writer, reader] = [await open(), await open()];
    await writer.put(exampleInput());
    await eventually(() => !reader.isEmpty);
    const before = await calls('hgetall');
    await writer.put({ Mailboxes: [mailbox('carol')] });
    await writer.put({ Mailboxes: [mailbox('dave')] });
    await eventually(() => reader.organization.recipientByName('dave') !== undefined);
    expect(reader.organization.recipientByName('carol')).toBeDefined();
    expect(await calls('hgetall')).toBe(before);
  });

  it('learns of another change that bears the revision of one that was lost', async () => {
    const directory = await open();
    await directory.put(exampleInput());
    await takeOverAt(() => directory.put({ Mailboxes: [mailbox('lost')] }));
    const other = await open();
    await other.put({ Mailboxes: [mailbox('kept')] });
    await eventually(() => directory.organization.recipientByName('kept') !== undefined);
    expect(directory.organization.recipientByName('lost')).toBeUndefined();
    expect(directory.organization.revision).toBe(2);
  });

  it('goes back with the revision', async () => {
    const directory = await open();
    await directory.put(exampleInput());
    await takeOverAt(() => directory.put({ Mailboxes: [mailbox('lost')] }));
    await eventually(() => directory.organization.revision === 1);
    expect(directory.organization.recipientByName('lost')).toBeUndefined();
  });

  it('reads a directory of a version whose entries had ids of time', async () => {
    await (await open()).put(exampleInput());
    await redis.del(position, changes);
    await redis.xadd(changes, '*', 'revision', 1, 'objects', '+Servers/1');
    const [older, newer] = [await open(), await open()];
    expect(older.organization.recipientByName('bob')).toBeDefined();
    await newer.put({ Mailboxes: [mailbox('carol')] });
    await newer.put({ Mailboxes: [mailbox('dave')] });
    await eventually(() => older.organization.recipientByName('dave') !== undefined);
    expect(older.organization.recipientByName('carol')).toBeDefined();
    expect(await redis.xlen(changes)).toBe(2);
  });

  it('follows what such a version writes meanwhile', async () => {
    const directory = await open();
    await directory.put(exampleInput());
    const [group] = directory.organization.distributionGroups;
    await redis
      .multi()
      .hdel(objects, `DistributionGroups/${group?.Guid}`)
      .set(revision, 2)
      .xadd(changes, '*', 'revision', 2, 'objects', `-DistributionGroups/${group?.Guid}`)
      .exec();
    await eventually(() => directory.organization.distributionGroups.length === 0);
    await directory.put({ Mailboxes: [mailbox('carol')] });
    expect(directory.organization.revision).toBe(3);
  });

  it('stays with its snapshot while a document cannot be read, and goes on once it can', async () => {
    const directory = await open();
    await directory.put(exampleInput());
    const store = new RedisDirectoryStore(redis);
    const at = await store.commit(await store.position(), change('of a kind to come', 'Coffees/1'));
    await expect(directory.put({ Mailboxes: [mailbox('carol')] })).rejects.toThrow(
      'Coffees/1: unknown kind of object',
    );
    expect(directory.organization.revision).toBe(1);
    await store.commit(at ?? '', { put: new Map(), remove: ['Coffees/1'] });
    await eventually(() => directory.organization.revision === 3);
  });

  it('reads and tells what it cannot read once, however much that is', async () => {
    const errors: string[] = [];
    const log = { ...silentLog, error: (line: string) => void errors.push(line) };
    const directory = await Directory.open({ redis, log, recheckMs: 10 });
    opened.push(directory);
    await directory.put(exampleInput());
    const store = new RedisDirectoryStore(redis);
    const many = new Map(Array.from({ length: 1000 }, (_, index) => [`Coffees/${index}`, {}]));
    await store.commit(await store.position(), { put: many, remove: [] });
    await eventually(() => errors.length > 0);
    const [reads, looks] = [await calls('hgetall'), await calls('eval')];
    await eventually(async () => (await calls('eval')) > looks + 10);
    expect(await calls('hgetall')).toBe(reads);
    expect(errors).toHaveLength(1);
  });
});
