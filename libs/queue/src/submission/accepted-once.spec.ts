import { readdir } from 'node:fs/promises';

import { MemoryAllowance } from '@mailyard/service';
import { UnknownOutcome, type Once, type Reply } from '@mailyard/smtp';
import { eventually, freePort, startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';

import { FileContentStore } from '../content/file-content-store.js';
import { QueueDatabase } from '../redis/queue-database.js';
import { queueRedis } from '../redis/connection/queue-redis.js';
import { QueueScheduler } from '../schedule/queue-scheduler.js';
import {
  exampleEnvelope as envelope,
  exampleLimits as limits,
  exampleSource as source,
} from '../spec-support/example-submission.js';
import { SubmissionQueue } from './submission-queue.js';

const thresholdBytes = 100_000;
/** In the script, beside it, and in a file. */
const bodies = [6, 50_000, 200_000].map((length) => [length, Buffer.alloc(length, 'x')] as const);

let redis: TestRedis;
let directory: TempDir;
let database: QueueDatabase;
let submission: SubmissionQueue;
let replicas = 0;
let filesBefore = 0;
const faults: unknown[] = [];
const onFault = (error: unknown): void => void faults.push(error);

beforeAll(async () => {
  const port = await freePort();
  redis = await startRedis({ config: { port: String(port), bind: '127.0.0.1' } });
  directory = await tempDir('mailyard-once');
  database = await QueueDatabase.open({
    redis: queueRedis(redis.url),
    server: 'MBX01',
    redundancy: {
      settings: () => ({ replicas, timeoutMs: 300, rejects: true }),
      onSingleCopies: () => undefined,
      onMissing: () => undefined,
    },
    onFault,
  });
  submission = new SubmissionQueue({
    database,
    stores: {
      large: await FileContentStore.open(directory.path),
      thresholdBytes,
      memory: new MemoryAllowance(10_000_000),
    },
    hostname: 'hub1',
    version: '15.2',
    // Nobody categorizes here, nor delivers.
    routeAtOnce: () => undefined,
    lanes: new QueueScheduler({
      database,
      lanesFor: () => undefined,
      settings: () => ({ idleMs: 0, messageRetryMs: 60_000, poisonThreshold: 2 }),
      onFault,
    }),
    onSubmitted: () => undefined,
    onFault,
  });
});
afterAll(async () => {
  database.close();
  await redis.kill();
  await redis.stop();
  await directory.remove();
});
beforeEach(async () => {
  replicas = 0;
  await redis.client().flushall();
  filesBefore = await files();
  await eventually(() => database.ready);
});

/** What the client hears. */
async function send(once: Once | undefined, body = Buffer.from('Body\r\n')): Promise<string> {
  const sink = await submission.accept(envelope, source, { ...limits, once });
  await sink.write(Buffer.concat([Buffer.from('Subject: hello\r\n\r\n'), body]));
  return ((await sink.end()) as Reply).toString();
}

async function files(): Promise<number> {
  const entries = await readdir(directory.path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}

/** Items, jobs in Submission, contents in keys of their own, contents in files. */
async function stored(): Promise<readonly number[]> {
  const client = redis.client();
  const contents = await client.keys('*:content:*');
  return [
    await client.zcard(database.keys.items),
    await database.waiting('Submission'),
    contents.length,
    (await files()) - filesBefore,
  ];
}

const once: Once = { name: 'pickup:1', forSeconds: 60 };

describe.each(bodies)('a message of %d octets that is accepted once', (length, body) => {
  it('is stored once, and everybody hears of the one that was', async () => {
    const first = await send(once, body);
    expect(first).toMatch(/^250 2\.6\.0 <.+> \[InternalId=\d+, /);
    const before = await stored();
    expect(before.slice(0, 2)).toEqual([1, 1]);
    expect(await send(once, body)).toBe(first);
    expect(await stored()).toEqual(before);
    expect(faults).toEqual([]);
  });

  it('is stored once when it comes many times at once', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => send(once, body)));
    expect(new Set(replies).size).toBe(1);
    expect(await stored()).toEqual([1, 1, length === 50_000 ? 1 : 0, length === 200_000 ? 1 : 0]);
  });
});

it('other names, and none, are other messages', async () => {
  const replies = [await send(once), await send({ ...once, name: 'pickup:2' }), await send(undefined)];
  replies.push(await send(undefined));
  expect(new Set(replies).size).toBe(4);
  expect((await stored())[0]).toBe(4);
});

it('a name is kept for as long as was said, and no longer than it is wanted', async () => {
  await send(once);
  const left = await redis.client().pttl(database.keys.once(once.name));
  expect(left).toBeGreaterThan(50_000);
  expect(left).toBeLessThanOrEqual(60_000);
  await submission.forget([once.name]);
  await send(once);
  expect((await stored())[0]).toBe(2);
});

it('what was refused was not accepted: the name is free', async () => {
  const admin = redis.client();
  await admin.config('SET', 'maxmemory', '1');
  await expect(send(once)).rejects.toMatchObject({ reply: { code: 452 } });
  await admin.config('SET', 'maxmemory', '0');
  expect(await admin.exists(database.keys.once(once.name))).toBe(0);
  await send(once);
  expect((await stored())[0]).toBe(1);
});

it('a name that is known is told under the promise of replicas, too (RejectMessageOnShadowFailure)', async () => {
  await send(once);
  replicas = 1;
  await expect(send(once)).rejects.toBeInstanceOf(UnknownOutcome);
  expect((await stored())[0]).toBe(1);
});
