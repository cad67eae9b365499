import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';

import { Degradations, silentLog } from '@mailyard/service';
import { TrackingStream, type TrackingRow } from '@mailyard/tracking';
import { eventually, startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';

import { logRow, logText } from '../spec-support/log-rows.js';
import { storeInThread, type ThreadedStore } from '../thread/store-thread.js';
import { StreamConsumer } from './redis-stream-consumer.js';

let redis: TestRedis;
let dir: TempDir;
let stream: TrackingStream;
let place: number;
let errors: string[];
let closing: (() => Promise<void>)[];
/** How long lines wait, as on a busy machine. */
let waitMs: number;

beforeEach(async () => {
  [redis, dir] = [await startRedis(), await tempDir()];
  stream = new TrackingStream(redis.client(), 'MBX01');
  [place, errors, closing, waitMs] = [0, [], [], 0];
});
afterEach(async () => {
  for (const close of closing) await close();
  await redis.stop();
  await dir.remove();
});

function storeAt(path: string): ThreadedStore {
  const store = storeInThread({ dir: path });
  closing.push(() => store.close());
  return store;
}

function consume(store: ThreadedStore, instance = 'a') {
  const degradations = new Degradations();
  const log = { ...silentLog, error: (line: string) => void errors.push(line) };
  const limits = { pauseMs: 10, leaseMs: 300 };
  const patience = { waitMs: () => waitMs };
  const options = { redis: redis.client(), store, instance, patience, degradations, log, limits };
  const consumer = new StreamConsumer(options);
  consumer.start();
  closing.unshift(() => consumer.stop());
  return { consumer, degradations };
}

async function ship(
  rows: readonly Partial<TrackingRow>[],
  { text = logText(rows.map(logRow)), since }: { text?: string; since?: number } = {},
): Promise<void> {
  const to = place + text.length;
  const compressed = zstdCompressSync(Buffer.from(text));
  expect(await stream.ship({ file: 'f/1', from: place, to, since, compressed }, 1_000_000)).toBe(to);
  place = to;
}

async function total(store: ThreadedStore): Promise<number> {
  return (await store.events({ criteria: {}, offset: 0, limit: 1, order: 'newest first' })).total;
}

it('what is in the stream comes into the store, and leaves the stream', async () => {
  const store = storeAt(dir.path);
  await ship([{}, {}]);
  const { consumer } = consume(store);
  await ship([{}]);
  await eventually(async () => expect(await total(store)).toBe(3));
  await eventually(async () => expect(await stream.read('0', 10)).toEqual([]));
  expect(await stream.bytes()).toBe(0);
  await consumer.stop();
});

it('while the machine is busy what is young waits in the stream, and is stored when it is not any more', async () => {
  const store = storeAt(dir.path);
  waitMs = 60_000;
  await ship([{}], { since: Date.now() - 120_000 });
  await ship([{}, {}], { since: Date.now() });
  consume(store);
  await eventually(async () => expect(await stream.read('0', 10)).toHaveLength(1));
  expect(await total(store)).toBe(1);
  waitMs = 0;
  await eventually(async () => expect(await total(store)).toBe(3));
});

it('lines that are no rows are left out and told, and keep nothing else out', async () => {
  const store = storeAt(dir.path);
  await ship([], { text: `${logText([logRow({}), logRow({})])}damaged\r\n2026-10-01T08:00:00Z,"\r\n` });
  consume(store);
  await eventually(async () => expect(await total(store)).toBe(2));
  expect(errors).toEqual(['2 lines of the tracking log of MBX01 are no rows: they are left out']);
});

it('a gap comes into the store', async () => {
  const store = storeAt(dir.path);
  const gap = {
    server: 'MBX01',
    file: 'x',
    bytes: 7,
    from: Date.UTC(2026, 9, 1),
    until: Date.UTC(2026, 9, 1, 1),
  };
  await stream.forget('f/x', gap);
  consume(store);
  await eventually(async () => expect(await store.gaps({ start: gap.from, end: gap.until })).toEqual([gap]));
  await eventually(async () => expect(await stream.read('0', 10)).toEqual([]));
});

it('while the store cannot be opened everything waits, it is told, and nothing is missing afterwards', async () => {
  const path = join(dir.path, 'tracking');
  await writeFile(path, 'no folder');
  const store = storeAt(path);
  const { degradations } = consume(store);
  await ship([{}, {}]);
  await eventually(() => expect(degradations.current).toMatchObject([{ code: 'tracking-store-away' }]));
  expect(await stream.read('0', 10)).toHaveLength(1);
  await chmod(path, 0o600);
  await (await import('node:fs/promises')).rm(path);
  await eventually(async () => expect(await total(store)).toBe(2));
  await eventually(() => expect(degradations.current).toEqual([]));
});

it('another admin centre goes on when the one before is gone', async () => {
  const store = storeAt(dir.path);
  const first = consume(store, 'a');
  consume(store, 'b');
  await ship([{}]);
  await eventually(async () => expect(await total(store)).toBe(1));
  await first.consumer.stop();
  await ship([{}]);
  await eventually(async () => expect(await total(store)).toBe(2));
});

it('an admin centre with another store gets no part of the events, and says so', async () => {
  const [store, other] = [storeAt(join(dir.path, 'one')), storeAt(join(dir.path, 'two'))];
  consume(store);
  await ship([{}]);
  await eventually(async () => expect(await total(store)).toBe(1));
  const { degradations } = consume(other);
  await eventually(() => expect(degradations.current).toMatchObject([{ code: 'tracking-store-not-shared' }]));
  await ship([{}]);
  await eventually(async () => expect(await total(store)).toBe(2));
  expect(await total(other)).toBe(0);
});
