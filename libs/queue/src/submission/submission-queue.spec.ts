import { MemoryAllowance } from '@mailyard/service';
import { replies, ReplyError, UnknownOutcome, type Reply } from '@mailyard/smtp';
import { eventually, startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';

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

const small = Buffer.from('Subject: hello\r\nMessage-ID: <1@example.com>\r\n\r\nBody\r\n');

describe('acceptance into the Submission queue', () => {
  let server: TestRedis;
  let directory: TempDir;
  let database: QueueDatabase;
  let queue: SubmissionQueue;
  let forbidden: Reply | undefined;
  const submitted: string[] = [];
  const faults: unknown[] = [];
  const onFault = (error: unknown): void => void faults.push(error);

  beforeAll(async () => {
    server = await startRedis();
    directory = await tempDir('mailyard-submission');
    database = await QueueDatabase.open({ redis: queueRedis(server.url), server: 'MBX01', onFault });
    queue = await queueIn(database);
  });
  afterAll(async () => {
    database.close();
    await server.stop();
    await directory.remove();
  });

  async function queueIn(database: QueueDatabase): Promise<SubmissionQueue> {
    return new SubmissionQueue({
      database,
      refusal: () => forbidden,
      stores: {
        large: await FileContentStore.open(directory.path),
        thresholdBytes: 1000,
        memory: new MemoryAllowance(1_000_000),
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
      onSubmitted: ({ id }) => void submitted.push(id),
      onFault,
    });
  }

  beforeEach(async () => {
    await server.client().flushall();
    submitted.length = 0;
  });

  async function send(...chunks: Buffer[]): Promise<Reply> {
    const sink = await queue.accept(envelope, source, limits);
    for (const chunk of chunks) await sink.write(chunk);
    return (await sink.end()) as Reply;
  }

  async function refusalOf(sending: Promise<Reply>): Promise<string> {
    const refused = await sending.then(
      (reply) => reply,
      (error: unknown) => (error as ReplyError).reply,
    );
    return refused.toString();
  }

  it('answers with the id under which message and job are then in Redis', async () => {
    const reply = await send(small);
    expect(reply.toString()).toMatch(
      /^250 2\.6\.0 <1@example\.com> \[InternalId=\d+, Hostname=hub1\] Queued mail for delivery$/,
    );
    const { lease } = await database.claim('Submission');
    expect(lease?.jobId).toBe(`${submitted[0]}-0`);
    const { message: loaded } = await database.messages.load(lease ?? { jobId: '', queue: '' });
    expect(loaded?.item.envelope).toEqual(envelope);
    expect(loaded?.copy.recipients).toEqual(envelope.recipients);
    expect(loaded?.content?.join('')).toBe('Body\r\n');
    expect(loaded?.item.header.toString()).toMatch(
      /^Received: from client\.example [^]*Subject: hello\r\n[^]*\r\n\r\n$/,
    );
  });

  it('says why when no message may be accepted at present, also when that began amid the content', async () => {
    const begun = await queue.accept(envelope, source, limits);
    await begun.write(small);
    forbidden = replies.storageNotDurable;
    try {
      await expect(begun.end()).rejects.toMatchObject({ reply: forbidden });
      await expect(send(small)).rejects.toMatchObject({ reply: forbidden });
    } finally {
      forbidden = undefined;
    }
    expect(await database.waiting('Submission')).toBe(0);
  });

  it('knows no reply when Redis has not told before the end what became of the message', async () => {
    const stopping = await QueueDatabase.open({
      redis: queueRedis(server.url, 500),
      server: 'MBX01',
      onFault,
    });
    const sink = await (await queueIn(stopping)).accept(envelope, source, limits);
    await sink.write(small);
    await stopping.ids.next();
    process.kill(server.pid, 'SIGSTOP');
    try {
      const ended = Promise.resolve(sink.end()).catch((error: unknown) => error);
      await eventually(() => !stopping.ready);
      stopping.close();
      expect(await ended).toBeInstanceOf(UnknownOutcome);
    } finally {
      process.kill(server.pid, 'SIGCONT');
    }
  });

  it('keeps large content in a file, whatever the chunks', async () => {
    const body = Buffer.alloc(5000, 'x');
    await send(small.subarray(0, 10), small.subarray(10), body);
    const { lease } = await database.claim('Submission');
    const { message: loaded } = await database.messages.load(lease ?? { jobId: '', queue: '' });
    expect(loaded?.item.content).toMatchObject({ store: 'file', bytes: 5006 });
    expect(loaded?.content).toBeUndefined();
  });

  it.each([
    ['too large', /^552 5\.3\.4 /, [Buffer.alloc(1_000_001)]],
    ['with too large a header', /^552 5\.3\.4 .*header/, [Buffer.from(`A: ${'x'.repeat(10_001)}\r\n\r\n`)]],
    ['that loops (RFC 5321 §6.3)', /^554 5\.4\.6 /, [Buffer.from(`${'Received: x\r\n'.repeat(61)}\r\n`)]],
  ] as const)('refuses a message %s and keeps nothing', async (_, expected, chunks) => {
    expect(await refusalOf(send(...chunks))).toMatch(expected);
    expect(await server.client().keys('*items')).toEqual([]);
    expect(submitted).toEqual([]);
  });

  it('refuses a From that the user may not have, at the end of content, and keeps nothing', async () => {
    const forged = Buffer.from('From: bob@contoso.com\r\n\r\nBody\r\n');
    const sink = await queue.accept(envelope, source, { ...limits, senders: { own: ['alice@contoso.com'] } });
    await sink.write(forged);
    expect(await refusalOf(sink.end() as Promise<Reply>)).toMatch(/^550 5\.7\.60 /);
    expect(await server.client().keys('*items')).toEqual([]);
  });

  it('answers 452 while Redis may not grow (maxmemory, noeviction)', async () => {
    const admin = server.client();
    await admin.config('SET', 'maxmemory', '1');
    expect(await refusalOf(send(small))).toMatch(/^452 4\.3\.1 /);
    await admin.config('SET', 'maxmemory', '0');
    expect(await admin.keys('*item*')).not.toContain('{mailyard:MBX01}:items');
    expect((await send(small)).code).toBe(250);
  });

  it('answers 451 while Redis is away, at once, and accepts again when it is back', async () => {
    await send(small);
    await server.kill();
    await eventually(() => !database.ready);
    expect(await refusalOf(send(small))).toMatch(/^451 4\.3\.0 /);
    await server.restart();
    await eventually(() => database.ready);
    expect((await send(small)).code).toBe(250);
    expect(await database.waiting('Submission')).toBe(2);
  });

  it('has every message that it acknowledged when Redis is killed in the middle, and no other twice', async () => {
    const acknowledged: string[] = [];
    let going = true;
    const sender = async (): Promise<void> => {
      while (going) {
        const reply = await send(small).catch(() => undefined);
        const id = /InternalId=(\d+)/.exec(reply?.text ?? '')?.[1];
        if (id !== undefined) acknowledged.push(id);
        else await eventually(() => database.ready || !going);
      }
    };
    const senders = Array.from({ length: 20 }, sender);
    await eventually(() => acknowledged.length > 200);
    await server.kill();
    const before = acknowledged.length;
    await server.restart();
    await eventually(() => acknowledged.length > before + 200);
    going = false;
    await Promise.all(senders);
    const stored = await server.client().zrange('{mailyard:MBX01}:items', '0', '-1');
    expect(acknowledged.filter((id) => !stored.includes(id))).toEqual([]);
    // Those without a 250 were resolved as not stored: the sender sends them again.
    expect(stored.filter((id) => !acknowledged.includes(id))).toEqual([]);
    expect(await database.waiting('Submission')).toBe(stored.length);
  });
});
